package io.featureflags.benchmarks.load;

import io.featureflags.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import org.ff4j.FF4j;
import org.ff4j.cache.InMemoryCacheManager;
import org.ff4j.store.FeatureStoreRedisLettuce;

/**
 * FF4J with its features in a real Redis and its cache. It removes a feature from the cache when it changes that
 * feature itself. A concurrent read may put the old feature back, so entries live for a second here instead of an hour.
 */
public class ChangingFf4jCachedRedis extends ChangingFf4j {

    private static final long SECONDS_TO_LIVE = 1;

    private final RedisProcess redis;

    private final RedisClient client;

    /** Creates the features. */
    public ChangingFf4jCachedRedis() {
        this(RedisProcess.start());
    }

    private ChangingFf4jCachedRedis(RedisProcess redis) {
        this(redis, RedisClient.create(RedisURI.create("127.0.0.1", redis.port())));
    }

    private ChangingFf4jCachedRedis(RedisProcess redis, RedisClient client) {
        super(cached(client));
        this.redis = redis;
        this.client = client;
    }

    private static FF4j cached(RedisClient client) {
        FF4j ff4j = new FF4j();
        ff4j.setFeatureStore(new FeatureStoreRedisLettuce(client));
        return ff4j.cache(new InMemoryCacheManager(SECONDS_TO_LIVE));
    }

    @Override
    void stop() {
        client.shutdown();
        redis.close();
    }
}
