package io.featureflags.ofrep;

import static io.featureflags.ofrep.OfrepServer.ADA;
import static io.featureflags.ofrep.OfrepServer.ANONYMOUS;
import static io.featureflags.ofrep.OfrepServer.BULK;
import static io.featureflags.ofrep.OfrepServer.ENABLED;
import static io.featureflags.ofrep.OfrepServer.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** Flags that only Redis has, and that are exposed by the beginning of their names. */
class ExposedNamesTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OnRedis {}

    private static OfrepServer start(int port, String flags) {
        return OfrepServer.start(
                WebApplicationType.SERVLET,
                OnRedis.class,
                ENABLED,
                ANONYMOUS,
                "feature-flags.ofrep.flags=" + flags,
                "spring.data.redis.port=" + port);
    }

    private static List<String> keys(OfrepServer server) {
        return JsonPath.read(server.post(BULK, ADA).body(), "$.flags[*].key");
    }

    private static String version(OfrepServer server) {
        return JsonPath.read(server.post(BULK, ADA).body(), "$.metadata.version");
    }

    @Test
    void flagsThatOnlyRedisHasAreListedFromTheStart() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("SET", "feature:web.a", "true");
            redis.run("SET", "feature:web.b", "10%");
            redis.run("SET", "feature:other", "true");
            try (OfrepServer server = start(redis.port(), "web.*")) {
                await().atMost(LIMIT).until(() -> keys(server).equals(List.of("web.a", "web.b")));
                assertThat(server.post(SINGLE + "web.a", ADA).statusCode()).isEqualTo(200);
                assertThat(server.post(SINGLE + "other", ADA).statusCode()).isEqualTo(404);
                redis.run("SET", "feature:web.c", "true");
                await().atMost(LIMIT).until(() -> keys(server).contains("web.c"));
            }
        }
    }

    @Test
    void flagsThatCameDuringAnOutageAreListedAfterIt() {
        try (RedisProcess redis = RedisProcess.start()) {
            try (OfrepServer server = start(redis.port(), "*")) {
                redis.kill();
                await().atMost(LIMIT)
                        .until(() -> server.bean(ExposedNames.class).isOutdated());
                redis.restart();
                redis.run("SET", "feature:late", "true");
                await().atMost(LIMIT).until(() -> keys(server).contains("late"));
            }
        }
    }

    @Test
    void deletedFlagLeavesInstancesWithOneVersion() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("SET", "feature:web.a", "true");
            redis.run("SET", "feature:web.b", "true");
            try (OfrepServer first = start(redis.port(), "web.a,web.b")) {
                await().atMost(LIMIT).until(() -> keys(first).size() == 2);
                redis.run("DEL", "feature:web.b");
                await().atMost(LIMIT).until(() -> keys(first).size() == 1);
                try (OfrepServer second = start(redis.port(), "web.a,web.b")) {
                    await().atMost(LIMIT).until(() -> keys(second).size() == 1);
                    assertThat(version(second)).isEqualTo(version(first));
                }
            }
        }
    }
}
