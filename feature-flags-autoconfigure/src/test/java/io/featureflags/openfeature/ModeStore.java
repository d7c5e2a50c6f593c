package io.featureflags.openfeature;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store without values, whose mode a test sets. */
final class ModeStore implements FlagStore {

    volatile SyncMode mode = SyncMode.TRACKING;

    private final boolean remote;

    ModeStore(boolean remote) {
        this.remote = remote;
    }

    @Override
    public void start(FlagCopy copy) {}

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String whereIs(String name) {
        return name;
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(mode, null, null);
    }

    @Override
    public boolean isRemote() {
        return remote;
    }

    @Override
    public void stop() {
        mode = SyncMode.DOWN;
    }
}
