package io.featureflags.redis;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.RedisSource;
import io.featureflags.redis.ledger.Recording;
import io.featureflags.redis.ledger.RedisFlagLedger;
import io.featureflags.redis.sync.RedisSync;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.RolloutStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Store for flags in Redis, one string key per flag. A dedicated thread keeps the copy current, and writes are recorded
 * in an audit trail.
 */
public final class RedisFlagStore implements FlagStore, FlagLedger {

    private final RedisSource source;

    private final RedisSettings settings;

    private final Clock clock;

    private final RedisFlagLedger ledger;

    private final AtomicReference<@Nullable RedisSync> running = new AtomicReference<>();

    /**
     * Creates the store, which does not connect before {@link #start}.
     *
     * @param source the Redis of the flags
     * @param settings settings for reading flags
     * @param clock the clock for the age of the copy
     * @param ledger the ledger that writes flags and records their changes
     */
    public RedisFlagStore(RedisSource source, RedisSettings settings, Clock clock, RedisFlagLedger ledger) {
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.ledger = ledger;
    }

    @Override
    public void start(FlagCopy copy) {
        stop();
        Recording recording = ledger.watching(copy);
        running.set(new RedisSync(
                () -> source.connections(settings), settings, recording.copy(), recording.records(), clock));
    }

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        RedisSync sync = running.get();
        return sync == null ? CompletableFuture.completedFuture(null) : sync.load(names);
    }

    @Override
    public String whereIs(String name) {
        return "Redis key " + settings.keyPrefix() + name;
    }

    @Override
    public SyncStatus status() {
        RedisSync sync = running.get();
        return sync == null ? new SyncStatus(SyncMode.DOWN, "stopped", null) : sync.status();
    }

    @Override
    public void stop() {
        RedisSync sync = running.getAndSet(null);
        if (sync != null) {
            try {
                sync.stop();
            } finally {
                ledger.stop();
            }
        }
    }

    @Override
    public RolloutStore rollouts() {
        return ledger.rollouts();
    }

    @Override
    public FlagState read(String flag) {
        return ledger.read(flag);
    }

    @Override
    public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        return ledger.write(flag, value, write);
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        return ledger.history(flag, limit);
    }

    @Override
    public boolean isExternal(FeatureFlagChangedEvent event) {
        return ledger.isExternal(event);
    }

    @Override
    public @Nullable Set<String> names() {
        return ledger.names();
    }

    @Override
    public @Nullable Set<String> recorded() {
        return ledger.recorded();
    }
}
