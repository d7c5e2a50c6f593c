package io.featureflags.cache;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagStore;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names without a flag that were looked up, or that the values of flags require. Each is read from the store once. The
 * map of the names is created for the first one.
 */
final class UnknownNames {

    private final Supplier<ConcurrentMap<String, Boolean>> emptyMap;

    private final KnownFlags known;

    private final FlagStore store;

    private final StartupLoader loader;

    /** Whether the store has responded that it has no value, by the name; null before the first name. */
    private volatile @Nullable ConcurrentMap<String, Boolean> names;

    /**
     * Creates the set without names.
     *
     * @param emptyMap creates an empty map, which may drop entries
     * @param known the flags that are known
     * @param store reads the names
     * @param loader reads the names that values require, which the start waits for
     */
    UnknownNames(
            Supplier<ConcurrentMap<String, Boolean>> emptyMap,
            KnownFlags known,
            FlagStore store,
            StartupLoader loader) {
        this.emptyMap = emptyMap;
        this.known = known;
        this.store = store;
        this.loader = loader;
    }

    Set<String> all() {
        ConcurrentMap<String, Boolean> current = names;
        return current == null ? Set.of() : Collections.unmodifiableSet(current.keySet());
    }

    boolean contains(String name) {
        ConcurrentMap<String, Boolean> current = names;
        return current != null && current.containsKey(name);
    }

    /** Records that the store has no value. */
    void absent(String name) {
        ConcurrentMap<String, Boolean> current = names;
        if (current != null) {
            current.replace(name, true);
        }
    }

    /** Removes a name; returns whether the store had responded that it has no value. */
    boolean remove(String name) {
        ConcurrentMap<String, Boolean> current = names;
        return current != null && Boolean.TRUE.equals(current.remove(name));
    }

    /** Requests a reading of a name that is looked up for the first time. */
    void load(String name) {
        if (isNew(name)) {
            store.load(List.of(name));
        }
    }

    /** Requests a reading of the flags that a value requires: the first answer may need them. */
    void loadRequired(InterpretedValue value) {
        for (String name : value.requires()) {
            if (known.get(name) == null && isNew(name)) {
                loader.loadRequired(name);
            }
        }
    }

    private boolean isNew(String name) {
        if (!FlagName.isValid(name)) {
            return false;
        }
        ConcurrentMap<String, Boolean> current = names;
        if (current == null) {
            current = create();
        }
        // Known is checked last: another thread may have made the flag known meanwhile, and it needs no reading then.
        return !current.containsKey(name) && current.putIfAbsent(name, false) == null && known.get(name) == null;
    }

    private synchronized ConcurrentMap<String, Boolean> create() {
        ConcurrentMap<String, Boolean> current = names;
        if (current == null) {
            current = emptyMap.get();
            names = current;
        }
        return current;
    }
}
