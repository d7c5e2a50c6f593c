package io.featureflags.autoconfigure;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagWrite;
import io.featureflags.Source;
import io.featureflags.redis.connection.RedisSource;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.RedisCluster;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.RedisSentinel;
import io.featureflags.testing.SelfSigned;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application without Spring Boot's module for Redis: flags connect to {@code spring.data.redis} by themselves. */
@ExtendWith(OutputCaptureExtension.class)
class OwnConnectionsTests {

    private static final String FLAG = "search";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withClassLoader(new FilteredClassLoader(
                    "org.springframework.boot.data.redis", "org.springframework.data", "org.springframework.dao"))
            .withConfiguration(FlagAutoConfigurations.with(SslAutoConfiguration.class))
            .withPropertyValues(
                    "spring.application.name=shop",
                    "feature-flags.redis.startup-wait=20s",
                    "feature-flags.flags." + FLAG + ".enabled=false");

    @Test
    void followsAndWritesAsTheUserOfAUrl() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("ACL", "SETUSER", "stock", "on", ">s@cret", "~*", "&*", "+@all");
            runner.withPropertyValues("spring.data.redis.url=redis://stock:s%40cret@127.0.0.1:" + redis.port() + "/7")
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        shop.awaitMode(SyncMode.TRACKING);
                        context.getBean(FeatureFlagAdmin.class).set(FLAG, "true", FlagWrite.by("ada"));
                        shop.awaitAgreement(Map.of(FLAG, true));
                        assertThat(connections(redis))
                                .isNotEmpty()
                                .allMatch(line -> line.contains("user=stock") && line.contains("db=7"));
                        assertThat(context.getBean(FeatureFlagAdmin.class).history(FLAG, 10))
                                .hasSize(1);
                    });
        }
    }

    @Test
    void followsOverTlsWithAnSslBundle() {
        try (RedisProcess redis = RedisProcess.start();
                SelfSigned signed = SelfSigned.create();
                TcpRelay tls = TcpRelay.tls(redis.port(), signed.serverContext())) {
            runner.withPropertyValues(
                            "spring.data.redis.host=localhost",
                            "spring.data.redis.port=" + tls.port(),
                            "spring.data.redis.ssl.bundle=cache",
                            "spring.ssl.bundle.pem.cache.truststore.certificate=file:" + signed.certificate())
                    .run(context -> follows(Shop.of(context), redis));
        }
    }

    @Test
    void followsTheMasterOfSentinel() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            runner.withPropertyValues(
                            "spring.data.redis.sentinel.master=" + sentinel.masterName(),
                            "spring.data.redis.sentinel.nodes=" + Shop.addresses(sentinel.sentinelPorts()))
                    .run(context -> follows(Shop.of(context), sentinel.master()));
        }
    }

    @Test
    void followsAndWritesToACluster() {
        try (RedisCluster cluster = RedisCluster.start()) {
            runner.withPropertyValues("spring.data.redis.cluster.nodes=" + Shop.addresses(cluster.ports()))
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        shop.awaitMode(SyncMode.TRACKING);
                        FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
                        admin.set(FLAG, "true", FlagWrite.by("ada"));
                        shop.awaitAgreement(Map.of(FLAG, true));
                        assertThat(admin.history(FLAG, 10)).hasSize(1);
                    });
        }
    }

    @Test
    void connectionsHaveTheConfiguredName() {
        try (RedisProcess redis = RedisProcess.start()) {
            runner.withPropertyValues(
                            "spring.data.redis.port=" + redis.port(), "spring.data.redis.client-name=stock service")
                    .run(context -> {
                        Shop.of(context).awaitMode(SyncMode.TRACKING);
                        assertThat(redis.run("CLIENT", "LIST")).contains("name=stock-service-flags ");
                    });
        }
    }

    @Test
    void factoryOfTheApplicationHasPrecedence() {
        try (RedisProcess redis = RedisProcess.start();
                RedisProcess other = RedisProcess.start()) {
            runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis"))
                    .withPropertyValues("spring.data.redis.port=" + other.port())
                    .withBean(
                            RedisConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", redis.port()))
                    .run(context -> {
                        follows(Shop.of(context), redis);
                        assertThat(connections(other)).isEmpty();
                    });
        }
    }

    @Test
    void excludedAutoConfigurationOfBootMeansNoRedis(CapturedOutput output) {
        runner.withClassLoader(getClass().getClassLoader()).run(context -> {
            assertThat(context.getBeanProvider(RedisSource.class).getIfAvailable())
                    .isNull();
            assertThat(context.getBean(FeatureFlags.class)
                            .evaluate(FLAG, EvaluationContext.anonymous())
                            .source())
                    .isEqualTo(Source.CONFIGURATION);
            assertThat(output).contains("there is no single RedisConnectionFactory");
        });
    }

    @Test
    void storeInMemoryReadsNoAddress() {
        runner.withPropertyValues("feature-flags.store=memory", "spring.data.redis.url=http://wrong")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RedisSource.class));
    }

    @Test
    void invalidUrlStopsTheStart() {
        runner.withPropertyValues("spring.data.redis.url=http://wrong")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("spring.data.redis.url")
                        .hasMessageContaining("rediss"));
    }

    /** Spring Boot would take a general bean of ours for one of the application. */
    @Test
    void everyBeanHasATypeOfOurs() {
        runner.withPropertyValues(
                        "spring.data.redis.port=" + RedisProcess.freePort(), "feature-flags.redis.startup-wait=0s")
                .run(context -> assertThat(List.of(context.getBeanDefinitionNames()))
                        .filteredOn(name -> name.startsWith("feature"))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(String.valueOf(context.getType(name)))
                                .contains("io.featureflags.")));
    }

    private static void follows(Shop shop, RedisProcess server) {
        shop.awaitMode(SyncMode.TRACKING);
        for (boolean on : new boolean[] {true, false, true}) {
            server.run("SET", "feature:" + FLAG, Boolean.toString(on));
            await().until(() -> shop.isEnabled(FLAG) == on);
        }
    }
}
