package io.featureflags.cache;

import io.featureflags.spi.FlagStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the values that an application starts with. The flags that become known while beans are created are read in one
 * request, at the first check of a flag or at the end of the start. Both wait for the response.
 */
final class StartupLoader {

    private final FlagStore store;

    private final StartupWait limit;

    /** The names that have become known since the last request. */
    private final Set<String> unrequested = ConcurrentHashMap.newKeySet();

    /** The latest request for flags; a store responds in order. */
    private volatile CompletionStage<Void> loading = CompletableFuture.completedFuture(null);

    /** The latest request for a flag that a value requires. */
    private volatile CompletionStage<Void> loadingRequired = CompletableFuture.completedFuture(null);

    /** The number of requests for flags that values require. */
    private final AtomicInteger required = new AtomicInteger();

    private volatile boolean startOver;

    StartupLoader(FlagStore store, StartupWait limit) {
        this.store = store;
        this.limit = limit;
    }

    /** Returns whether the start is over: a flag without a reading answers with its default, and checks do not wait. */
    boolean isStartOver() {
        return startOver;
    }

    /** Requests the flags that are known when the store has been started. */
    void begin(Iterable<String> names) {
        for (String name : names) {
            unrequested.add(name);
        }
        request();
    }

    /** Adds a flag that became known later. If the start is over, requests it at once and waits for it. */
    void add(String name) {
        unrequested.add(name);
        if (startOver) {
            await();
        }
    }

    /** Requests a flag that a value requires: the first answer may need it. */
    void loadRequired(String name) {
        loadingRequired = store.load(List.of(name));
        required.incrementAndGet();
    }

    /** Waits for all flags that are known, and for those that their values require, as long as the start may wait. */
    void await() {
        request();
        limit.await(loading);
        int awaited;
        do {
            awaited = required.get();
            limit.await(loadingRequired);
        } while (awaited != required.get());
    }

    /** Waits once more, and ends the start. */
    void endStart() {
        await();
        startOver = true;
        request(); // A name that another thread has just added, and that this thread requests for it.
    }

    private synchronized void request() {
        List<String> names = List.copyOf(unrequested);
        if (!names.isEmpty()) {
            loading = store.load(names);
            for (String name : names) {
                unrequested.remove(name);
            }
        }
    }
}
