package io.featureflags.cache;

import io.featureflags.spi.FlagStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The values that an application begins with. They are read while its beans are made, all in one go; whoever asks meanwhile
 * for a flag that has not been read waits, as the end of the start does.
 */
final class FirstValues {

    private final FlagStore store;

    private final StartupWait limit;

    /** The names that have become known since values were last asked for. */
    private final Set<String> unasked = ConcurrentHashMap.newKeySet();

    /** The youngest request for values; a store answers in order. */
    private volatile CompletionStage<Void> loading = CompletableFuture.completedFuture(null);

    /** The youngest request for a flag that another one requires. */
    private volatile CompletionStage<Void> loadingRequired = CompletableFuture.completedFuture(null);

    /** How many such requests there were. */
    private final AtomicInteger required = new AtomicInteger();

    private volatile boolean startOver;

    FirstValues(FlagStore store, StartupWait limit) {
        this.store = store;
        this.limit = limit;
    }

    /** Whether a flag that has not been read answers with what stands below its value, and nobody waits for it any more. */
    boolean isStartOver() {
        return startOver;
    }

    /** Has the flags read that are known when the store has been started. */
    void begin(Iterable<String> names) {
        names.forEach(unasked::add);
        ask();
    }

    /** Has a flag read that became known later: at once, if the start is over. */
    void add(String name) {
        unasked.add(name);
        if (startOver) {
            await();
        }
    }

    /** Has a flag read that the value of another one requires: the first answer may need it. */
    void require(String name) {
        loadingRequired = store.load(List.of(name));
        required.incrementAndGet();
    }

    /** Waits for the values of all flags that are known, and for those that they require, as long as the start may wait. */
    void await() {
        ask();
        limit.await(loading);
        int awaited;
        do {
            awaited = required.get();
            limit.await(loadingRequired);
        } while (awaited != required.get());
    }

    /** Waits once more. */
    void endStart() {
        await();
        startOver = true;
        ask(); // A name that another thread has added just now, and that it does not ask for itself.
    }

    private synchronized void ask() {
        List<String> names = List.copyOf(unasked);
        if (!names.isEmpty()) {
            loading = store.load(names);
            names.forEach(unasked::remove);
        }
    }
}
