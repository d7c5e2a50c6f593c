package io.featureflags.memory;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Store without values: every flag answers from {@code application.yml} and its annotation. */
public final class NoStore implements FlagStore {

    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable FlagCopy copy;

    /** Creates the store; no flag has a value. */
    public NoStore() {}

    @Override
    public void start(FlagCopy started) {
        copy = started;
    }

    /** Updates the copy on the thread of the caller: no name has a value. */
    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        FlagCopy started = copy;
        if (started != null) {
            Map<String, StoredValue> nothing = new HashMap<>();
            names.forEach(name -> nothing.put(name, new StoredValue.Absent()));
            lock.lock(); // The copy takes readings from one thread at a time.
            try {
                started.update(nothing);
            } finally {
                lock.unlock();
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String whereIs(String name) {
        return "feature-flags.flags." + name;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(SyncMode.DOWN, "there is no single RedisConnectionFactory", null);
    }

    @Override
    public void stop() {
        copy = null;
    }
}
