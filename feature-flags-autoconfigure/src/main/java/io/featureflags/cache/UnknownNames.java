package io.featureflags.cache;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagStore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;

/** The names that were asked for, or that flags require, and that nobody knows. Each is asked from the store once. */
final class UnknownNames {

    /** Whether the store has answered that it has no value, by the name. */
    private final ConcurrentMap<String, Boolean> names;

    private final KnownFlags known;

    private final FlagStore store;

    private final FirstValues values;

    /**
     * Begins with no names.
     *
     * @param names an empty map, that may forget
     */
    UnknownNames(ConcurrentMap<String, Boolean> names, KnownFlags known, FlagStore store, FirstValues values) {
        this.names = names;
        this.known = known;
        this.store = store;
        this.values = values;
    }

    Set<String> all() {
        return Collections.unmodifiableSet(names.keySet());
    }

    /** The store has answered that it has no value. */
    void absent(String name) {
        names.replace(name, true);
    }

    /** Forgets a name; returns whether the store had answered that it has no value. */
    boolean remove(String name) {
        return Boolean.TRUE.equals(names.remove(name));
    }

    /** Has a name read that is met for the first time. */
    void meet(String name) {
        if (isNew(name)) {
            store.load(List.of(name));
        }
    }

    /** Has the flags read that a value requires: the first answer may need them. */
    void meetRequired(LastValue value) {
        for (String name : value.requires()) {
            if (known.get(name) == null && isNew(name)) {
                values.require(name);
            }
        }
    }

    private boolean isNew(String name) {
        // Looked up once more at the end: it may have become known since, and then needs no reading.
        return FlagName.isValid(name)
                && !names.containsKey(name)
                && names.putIfAbsent(name, false) == null
                && known.get(name) == null;
    }
}
