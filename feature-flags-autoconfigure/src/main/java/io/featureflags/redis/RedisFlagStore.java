package io.featureflags.redis;

import io.featureflags.FlagCopy;
import io.featureflags.FlagStore;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Flags in Redis, one string key each, read again once per interval by a thread of our own. */
public final class RedisFlagStore implements FlagStore {

    private final RedisConnectionFactory source;

    private final RedisSettings settings;

    private volatile @Nullable RedisPolling polling;

    /**
     * Creates the store; nothing is connected before {@link #start}.
     *
     * @param source the connection factory of the application: our connections are made after its example
     * @param settings how flags are read
     */
    public RedisFlagStore(RedisConnectionFactory source, RedisSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    @Override
    public synchronized void start(FlagCopy copy) {
        stop();
        polling = new RedisPolling(
                () -> new RedisFlagReader(OwnConnections.derivedFrom(source, settings), settings),
                copy,
                settings.pollInterval());
    }

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        RedisPolling running = polling; // Without the lock: a check that asks for a new name must not wait for a stop.
        return running == null ? CompletableFuture.completedFuture(null) : running.load(names);
    }

    @Override
    public String whereIs(String name) {
        return "Redis key " + settings.keyPrefix() + name;
    }

    @Override
    public synchronized void stop() {
        RedisPolling running = polling;
        if (running != null) {
            polling = null;
            running.stop();
        }
    }
}
