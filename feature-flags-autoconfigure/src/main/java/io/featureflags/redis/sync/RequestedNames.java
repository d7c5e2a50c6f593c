package io.featureflags.redis.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** The names that callers requested, collected until they are read together. */
final class RequestedNames {

    /** Largest number of waiting names; if it is reached, all names of the copy are read. */
    private static final int MAX_NAMES = 10_000;

    private final ReentrantLock lock = new ReentrantLock();

    private Batch waiting = new Batch(new HashSet<>(), new CompletableFuture<>());

    /**
     * Adds names.
     *
     * @return the batch that contains them
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

    /** Removes and returns the waiting batch, for reading it. */
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
     * @param names the names, for the thread that took the batch
     * @param read a future that completes when the names have been read, or cannot be
     */
    record Batch(Set<String> names, CompletableFuture<Void> read) {

        /** Returns whether further names may be missing. */
        boolean isFull() {
            return names.size() >= MAX_NAMES;
        }
    }
}
