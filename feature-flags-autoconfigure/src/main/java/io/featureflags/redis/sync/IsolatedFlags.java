package io.featureflags.redis.sync;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The flags that could not be read at the last attempt, so that each is read on its own. Among them is a flag whose
 * value was so large that the transfer broke the connection to its node: its size is read first at the next attempt.
 */
final class IsolatedFlags {

    /** Largest number of flags. Names that callers make up at run time must not exhaust the memory. */
    private static final int MAX_FLAGS = 10_000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    /** The flags among them that lack a permission. */
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();

    boolean contains(String name) {
        return names.contains(name);
    }

    /** Adds a flag, and leaves its permission as it is known. */
    void add(String name) {
        if (names.size() < MAX_FLAGS) {
            names.add(name);
        }
    }

    /** Adds a flag that is not readable for another reason than a permission. */
    void addPermitted(String name) {
        add(name);
        forbidden.remove(name);
    }

    /** Adds a flag that lacks a permission. */
    void addForbidden(String name) {
        add(name);
        if (forbidden.size() < MAX_FLAGS) {
            forbidden.add(name);
        }
    }

    /** Removes a flag that was read. */
    void remove(String name) {
        names.remove(name);
        forbidden.remove(name);
    }

    /** Returns the flags that lack a permission. */
    List<String> forbidden() {
        return List.copyOf(forbidden);
    }
}
