package io.featureflags.benchmarks.sync;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.togglz.core.Feature;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.StateRepository;
import org.togglz.core.repository.cache.CachingStateRepository;
import org.togglz.core.user.NoOpUserProvider;
import org.togglz.core.util.NamedFeature;

/**
 * Togglz with its caching repository before Redis. Entries live for ten seconds, as in its documentation. Its module
 * for Redis is not published for this version, so the repository behind the cache reads the same hashes with Lettuce.
 */
final class PropagationTogglzCachedRedis implements WatchedContender {

    private final long timeToLiveMillis;

    private @Nullable RedisClient client;

    private @Nullable FeatureManager manager;

    PropagationTogglzCachedRedis(long timeToLiveMillis) {
        this.timeToLiveMillis = timeToLiveMillis;
    }

    @Override
    public List<String> command(String flag, boolean on) {
        return List.of("HSET", Hashes.key(flag), Hashes.ENABLED, Boolean.toString(on));
    }

    @Override
    public void start(int redisPort, int flags) {
        client = RedisClient.create(RedisURI.create("127.0.0.1", redisPort));
        manager = new FeatureManagerBuilder()
                .featureProvider(TogglzFeatures.NONE)
                .stateRepository(
                        new CachingStateRepository(new Hashes(client.connect().sync()), timeToLiveMillis))
                .userProvider(new NoOpUserProvider())
                .build();
    }

    @Override
    public boolean isOn(String flag) {
        return manager != null && manager.isActive(new NamedFeature(flag));
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdown();
        }
    }

    /** The states in the format of the Redis module of Togglz. */
    private record Hashes(RedisCommands<String, String> redis) implements StateRepository {

        static final String ENABLED = "enabled";

        static String key(String flag) {
            return "togglz:" + flag;
        }

        @Override
        public FeatureState getFeatureState(Feature feature) {
            return new FeatureState(feature, Boolean.parseBoolean(redis.hget(key(feature.name()), ENABLED)));
        }

        @Override
        public void setFeatureState(FeatureState state) {
            redis.hset(key(state.getFeature().name()), ENABLED, Boolean.toString(state.isEnabled()));
        }
    }
}
