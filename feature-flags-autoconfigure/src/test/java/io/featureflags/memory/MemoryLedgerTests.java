package io.featureflags.memory;

import io.featureflags.spi.FlagLedger;
import io.featureflags.testing.FlagLedgerContract;
import java.time.Clock;

/** Flags in memory mean the same as those in Redis. */
class MemoryLedgerTests extends FlagLedgerContract {

    private final MemoryStore store = new MemoryStore(Clock.systemUTC(), "shop", 1000, entry -> {});

    @Override
    protected FlagLedger ledger() {
        return store;
    }
}
