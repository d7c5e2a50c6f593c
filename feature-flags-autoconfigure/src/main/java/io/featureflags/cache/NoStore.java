package io.featureflags.cache;

import io.featureflags.FlagCopy;
import io.featureflags.FlagStore;
import io.featureflags.SyncMode;
import io.featureflags.SyncStatus;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** No store at all: every flag answers from {@code application.yml} and its annotation. */
public final class NoStore implements FlagStore {

    /** Creates the store; it has no state. */
    public NoStore() {}

    @Override
    public void start(FlagCopy copy) {
        // There is nothing to copy.
    }

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String whereIs(String name) {
        return "feature-flags.flags." + name;
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(SyncMode.DOWN, "feature-flags.store is memory: there is nothing to follow", null);
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
