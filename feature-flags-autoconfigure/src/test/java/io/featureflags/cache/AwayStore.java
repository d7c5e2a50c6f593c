package io.featureflags.cache;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that never answers. */
final class AwayStore implements FlagStore {

    @Override
    public void start(FlagCopy copy) {}

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String whereIs(String name) {
        return "Test value of " + name;
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(SyncMode.DOWN, "away", null);
    }

    @Override
    public void stop() {}
}
