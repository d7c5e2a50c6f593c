package io.featureflags.cache;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the names of neither code nor configuration, and those that the values of flags require. A name is read from the
 * store once, and once more after it was dropped.
 */
final class UnknownNames {

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

    /** Returns a handle of a name without a flag, after requesting a reading if the name is new. */
    UnknownFlag handle(String name) {
        requestIfNew(name);
        return new UnknownFlag(name, false, this);
    }

    /** Returns the flag of a name; null if there is none. Requests a reading if the name is new, or was dropped. */
    @Nullable
    CachedFlag find(String name) {
        CachedFlag flag = known.get(name);
        if (flag == null) {
            requestIfNew(name);
        }
        return flag;
    }

    private void requestIfNew(String name) {
        if (isNew(name)) {
            store.load(List.of(name));
        }
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
            if (known.get(name) == null && isNew(name)) {
                loader.loadRequired(name);
            }
            if (isDeclared && FlagName.isValid(name)) {
                known.pin(name);
            }
        }
    }

    private boolean isNew(String name) {
        return !known.isUnknown(name) && add(name);
    }

    private boolean add(String name) {
        return FlagName.isValid(name) && known.addUnknown(new UnknownFlag(name, false, this));
    }
}
