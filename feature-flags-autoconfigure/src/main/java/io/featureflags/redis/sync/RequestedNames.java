package io.featureflags.redis.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** The names that callers have asked for, collected until they are read together. */
final class RequestedNames {

    /** How many names may wait; further ones are read with all others. */
    private static final int MAX_NAMES = 10_000;

    private final ReentrantLock lock = new ReentrantLock();

    private Batch waiting = new Batch(new HashSet<>(), new CompletableFuture<>());

    /**
     * Adds names.
     *
     * @return the batch that they are in
     */
    Batch add(Collection<String> names) {
        lock.lock();
        try {
            if (waiting.names.size() < MAX_NAMES) {
                waiting.names.addAll(names);
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all names that wait, for reading them. */
    Batch take() {
        lock.lock();
        try {
            Batch taken = waiting;
            waiting = new Batch(new HashSet<>(), new CompletableFuture<>());
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Names that are read together.
     *
     * @param names the names, for who has taken the batch
     * @param read completes when they have been read, or cannot be
     */
    record Batch(Set<String> names, CompletableFuture<Void> read) {}
}
