package io.featureflags.guard;

import io.featureflags.memory.MemoryStore;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.RolloutStore;
import io.featureflags.spi.SyncStatus;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** A store in memory in which plans run. */
final class GuardedStore implements FlagStore {

    final MemoryStore memory = new MemoryStore(Clock.systemUTC(), "shop", 100, entry -> {});

    final CountingStore counting = new CountingStore(memory::read);

    @Override
    public void start(FlagCopy copy) {
        memory.start(copy);
    }

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        return memory.load(names);
    }

    @Override
    public String whereIs(String name) {
        return memory.whereIs(name);
    }

    @Override
    public SyncStatus status() {
        return memory.status();
    }

    @Override
    public boolean canLoseValues() {
        return false;
    }

    @Override
    public FlagLedger ledger() {
        return memory;
    }

    @Override
    public RolloutStore rollouts() {
        return counting;
    }

    @Override
    public void stop() {
        memory.stop();
    }
}
