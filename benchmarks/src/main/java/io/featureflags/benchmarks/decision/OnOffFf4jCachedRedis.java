package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import io.featureflags.testing.RedisProcess;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.util.Set;
import org.ff4j.FF4j;
import org.ff4j.cache.InMemoryCacheManager;
import org.ff4j.store.FeatureStoreRedisLettuce;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** FF4J with its features in a real Redis, and its cache in memory with the default time to live. */
@State(Scope.Benchmark)
public class OnOffFf4jCachedRedis {

    private final String[] names = OnOffFlag.names();

    private final RedisProcess redis = RedisProcess.start();

    private final RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));

    private final InMemoryCacheManager cache = new InMemoryCacheManager();

    private final FF4j ff4j = new FF4j();

    /** Creates the features in Redis, checks every answer, and checks that the cache then has all features. */
    @Setup
    public void check() {
        ff4j.setFeatureStore(new FeatureStoreRedisLettuce(client));
        ff4j.cache(cache);
        for (OnOffFlag flag : OnOffFlag.values()) {
            ff4j.createFeature(flag.name(), flag.isOn());
        }
        cache.clearFeatures();
        OnOffFlag.check(flag -> ff4j.check(flag.name()));
        if (!cache.listCachedFeatureNames().containsAll(Set.of(names))) {
            throw new IllegalStateException("The cache has only " + cache.listCachedFeatureNames());
        }
    }

    /** Closes the connection and the server. */
    @TearDown
    public void stop() {
        client.shutdown();
        redis.close();
    }

    /**
     * Checks as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean check(Steps steps) {
        return ff4j.check(names[steps.next(names.length)]);
    }
}
