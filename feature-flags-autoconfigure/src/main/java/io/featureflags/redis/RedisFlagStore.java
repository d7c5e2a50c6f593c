package io.featureflags.redis;

import io.featureflags.AuditEntry;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.ledger.RedisFlagLedger;
import io.featureflags.redis.sync.RedisSync;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
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
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/** Flags in Redis, one string key each, followed by a thread of our own, and written with a record of their changes. */
public final class RedisFlagStore implements FlagStore, FlagLedger {

    private final RedisConnectionFactory source;

    private final @Nullable RedisStaticMasterReplicaConfiguration masterReplica;

    private final RedisSettings settings;

    private final Clock clock;

    private final RedisFlagLedger ledger;

    private final AtomicReference<@Nullable RedisSync> running = new AtomicReference<>();

    /**
     * Creates the store; nothing is connected before {@link #start}.
     *
     * @param source the connection factory of the application: our connections are made after its example
     * @param masterReplica where the factory connects to if it is Lettuce's for a static master with replicas, which it
     *     does not tell itself; else null
     * @param settings how flags are read
     * @param clock tells when the copy was current
     * @param ledger writes flags and records their changes
     */
    public RedisFlagStore(
            RedisConnectionFactory source,
            @Nullable RedisStaticMasterReplicaConfiguration masterReplica,
            RedisSettings settings,
            Clock clock,
            RedisFlagLedger ledger) {
        this.source = source;
        this.masterReplica = masterReplica;
        this.settings = settings;
        this.clock = clock;
        this.ledger = ledger;
    }

    @Override
    public void start(FlagCopy copy) {
        stop();
        running.set(new RedisSync(
                () -> FlagConnections.derivedFrom(source, masterReplica, settings),
                settings,
                ledger.watching(copy),
                clock));
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
            sync.stop();
            ledger.stop();
        }
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
    public @Nullable Set<String> names() {
        return ledger.names();
    }

    @Override
    public @Nullable Set<String> recorded() {
        return ledger.recorded();
    }
}
