package io.featureflags.benchmarks.sync;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.util.List;
import org.ff4j.FF4j;
import org.ff4j.cache.FF4jCacheProxy;
import org.ff4j.cache.InMemoryCacheManager;
import org.ff4j.core.Feature;
import org.ff4j.store.FeatureStoreRedisLettuce;
import org.jspecify.annotations.Nullable;

/**
 * FF4J on Redis with its cache in memory. Its scheduler refills the cache every ten seconds, the default once it is
 * started. Without the scheduler, as in the first set-up, entries live for an hour.
 */
final class PropagationFf4jPolledRedis implements WatchedContender {

    private final long pollingMillis;

    private final FF4j ff4j = new FF4j();

    private @Nullable RedisClient client;

    private @Nullable FF4jCacheProxy cache;

    PropagationFf4jPolledRedis(long pollingMillis) {
        this.pollingMillis = pollingMillis;
    }

    @Override
    public List<String> command(String flag, boolean on) {
        return List.of("SET", "FF4J_FEATURE_" + flag, new Feature(flag, on).toJson());
    }

    @Override
    public void start(int redisPort, int flags) {
        client = RedisClient.create(RedisURI.create("127.0.0.1", redisPort));
        ff4j.setFeatureStore(new FeatureStoreRedisLettuce(client));
        for (int flag = 0; flag < flags; flag++) { // Otherwise its store does not list them.
            String name = MeasuredRedis.flag(flag);
            ff4j.getFeatureStore().delete(name);
            ff4j.createFeature(name, true);
        }
        ff4j.cache(new InMemoryCacheManager());
        cache = (FF4jCacheProxy) ff4j.getFeatureStore();
        cache.startPolling(pollingMillis);
    }

    @Override
    public boolean isOn(String flag) {
        return ff4j.check(flag);
    }

    @Override
    public void close() {
        if (cache != null) {
            cache.stopPolling();
        }
        if (client != null) {
            client.shutdown();
        }
    }
}
