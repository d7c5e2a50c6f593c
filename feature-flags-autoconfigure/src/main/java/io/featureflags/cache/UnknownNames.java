package io.featureflags.cache;

import io.featureflags.FlagName;
import io.featureflags.FlagStore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The names that were asked for, or that flags require, and that nobody knows. Each is asked from the store once. */
final class UnknownNames {

    private final Set<String> names;

    private final KnownFlags known;

    private final FlagStore store;

    /** The youngest request for a flag that another one requires; a store answers in order. */
    private volatile CompletionStage<Void> loadingRequired = CompletableFuture.completedFuture(null);

    /**
     * Begins with no names.
     *
     * @param names an empty set, safe for use by several threads, that may forget
     */
    UnknownNames(Set<String> names, KnownFlags known, FlagStore store) {
        this.names = names;
        this.known = known;
        this.store = store;
    }

    Set<String> all() {
        return Collections.unmodifiableSet(names);
    }

    void remove(String name) {
        names.remove(name);
    }

    /** Has a name read that is met for the first time. */
    void meet(String name) {
        if (isNew(name)) {
            store.load(List.of(name));
        }
    }

    /** Has the flags read that a flag requires: its first answer may need them. */
    void meetRequired(CachedFlag flag) {
        for (String name : flag.requires()) {
            if (known.get(name) == null && isNew(name)) {
                loadingRequired = store.load(List.of(name));
            }
        }
    }

    /** Waits for flags that are required, and for those that they require. */
    void awaitRequired(StartupWait wait) {
        CompletionStage<Void> awaited;
        do {
            awaited = loadingRequired;
            wait.await(awaited);
        } while (awaited != loadingRequired);
    }

    private boolean isNew(String name) {
        // Looked up once more at the end: it may have become known since, and then needs no reading.
        return FlagName.isValid(name) && !names.contains(name) && names.add(name) && known.get(name) == null;
    }
}
