package io.featureflags.cache;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagStore;
import java.util.List;

/**
 * Looks up the names of neither code nor configuration, and those that the values of flags require. A name is read from the
 * store once, and once more after it was dropped.
 */
final class UnknownNames {

    /** As that of a flag's name. A longer one, which may be of any length, is not kept. */
    private static final int MAX_LENGTH = 128;

    private final KnownFlags known;

    private final FlagStore store;

    private final StartupLoader loader;

    /**
     * Creates the requests.
     *
     * @param known the flags that are known
     * @param store reads the names
     * @param loader reads the names that values require, which the start waits for
     */
    UnknownNames(KnownFlags known, FlagStore store, StartupLoader loader) {
        this.known = known;
        this.store = store;
        this.loader = loader;
    }

    /** Returns the flag of a name, or a handle if there is none. Requests a reading if the name is new, or was dropped. */
    AnsweringFlag find(String name) {
        AnsweringFlag present = known.handle(name);
        return present != null ? present : newHandle(name);
    }

    /** As {@link #find}, for a name that had no handle a moment ago. */
    AnsweringFlag newHandle(String name) {
        UnknownFlag created = known.createUnknown(name, this);
        if (name.length() > MAX_LENGTH) {
            return created;
        }
        AnsweringFlag kept = known.keep(created);
        if (kept == created && FlagName.isValid(name)) {
            store.load(List.of(name));
        }
        return kept;
    }

    /** Returns whether the start of the application is over: checks do not wait then. */
    boolean isStartOver() {
        return loader.isStartOver();
    }

    /** Waits for the values of the flags that are known while the application starts. */
    void awaitStart() {
        loader.await();
    }

    /** Creates a flag that stays unknown, to try a value on. */
    CachedFlag trial(String name) {
        return known.create(name);
    }

    /**
     * Requests a reading of the flags that a value requires: the first answer may need them.
     *
     * @param value the value
     * @param isDeclared whether the flag of the value is kept; so are the flags that it requires then
     */
    void loadRequired(InterpretedValue value, boolean isDeclared) {
        for (String name : value.requires()) {
            if (!FlagName.isValid(name)) {
                continue;
            }
            UnknownFlag created = known.createUnknown(name, this);
            if (known.keep(created) == created) {
                loader.loadRequired(name);
            }
            if (isDeclared) {
                known.pin(name);
            }
        }
    }
}
