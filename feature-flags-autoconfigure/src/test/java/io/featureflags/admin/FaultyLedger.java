package io.featureflags.admin;

import io.featureflags.AuditEntry;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.memory.MemoryStore;
import io.featureflags.spi.FlagLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what a test says, and takes as long for it as the test says. */
final class FaultyLedger implements FlagLedger {

    final MemoryStore flags = new MemoryStore(Clock.systemUTC(), "shop", 1000, entry -> {});

    final Map<String, Duration> refused = new HashMap<>();

    final List<String> asked = new ArrayList<>();

    boolean namesNothing;

    boolean losesAnswers;

    long now;

    private void ask(String flag) {
        asked.add(flag);
        Duration wait = refused.get(flag);
        if (wait != null) {
            now += wait.toNanos();
            throw new FlagStoreException("No " + flag, !losesAnswers, null);
        }
    }

    @Override
    public FlagState read(String flag) {
        ask(flag);
        return flags.read(flag);
    }

    @Override
    public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        ask(flag);
        return flags.write(flag, value, write);
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        return flags.history(flag, limit);
    }

    @Override
    public @Nullable Set<String> names() {
        return namesNothing ? null : flags.names();
    }

    @Override
    public @Nullable Set<String> recorded() {
        return namesNothing ? null : flags.recorded();
    }
}
