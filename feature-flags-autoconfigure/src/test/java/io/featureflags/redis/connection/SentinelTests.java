package io.featureflags.redis.connection;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.RedisSentinel;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R56: an application that discovers its Redis with Sentinel. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class SentinelTests {

    private static final String FLAG = "checkout";

    @Test
    void followsThePromotedReplicaOfAKilledMaster() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            set(sentinel.master(), true);
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                Shop shop = Shop.of(context);
                assertThat(shop.isEnabled(FLAG)).isTrue();
                assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);

                int former = sentinel.killMaster();
                shop.awaitSource(FLAG, Source.LAST_KNOWN);
                assertThat(shop.isEnabled(FLAG)).isTrue();
                sentinel.awaitFailover(former);
                set(sentinel.master(), false);
                shop.awaitAgreement(Map.of(FLAG, false));
                shop.awaitMode(SyncMode.TRACKING);
            });
        }
    }

    @Test
    @DisplayName("R56: a manual failover leaves no gap, although the old master keeps its connections for 10 s")
    void followsTheNewMasterBeforeTheOldOneDisconnects(CapturedOutput output) {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            set(sentinel.master(), true);
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                Shop shop = Shop.of(context);
                assertThat(shop.isEnabled(FLAG)).isTrue();
                RedisProcess former = sentinel.master();

                sentinel.failover();
                set(sentinel.master(), false);
                await().atMost(Duration.ofSeconds(6)).until(() -> !shop.isEnabled(FLAG));
                await().untilAsserted(() -> assertThat(connections(former)).isEmpty());
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void followsWithoutAnySentinelAndNoticesTheFirstToReturn(CapturedOutput output) {
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            RedisProcess master = sentinel.master();
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.TRACKING);
                String id = id(master);
                IntStream.range(0, 3).forEach(each -> sentinel.sentinel(each).kill());

                for (boolean on : new boolean[] {true, false, true}) {
                    set(master, on);
                    shop.awaitAgreement(Map.of(FLAG, on));
                }
                // Longer than several queries without an answer.
                await().during(Duration.ofSeconds(3)).until(() -> shop.status().mode() == SyncMode.TRACKING);
                assertThat(id(master)).isEqualTo(id);
                assertThat(output).doesNotContain("Cannot connect");

                IntStream.range(0, 3).forEach(each -> sentinel.sentinel(each).restart());
                sentinel.failover();
                set(sentinel.master(), false);
                shop.awaitAgreement(Map.of(FLAG, false));
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void hangingSentinelDelaysNothingAndTheNextOneIsQueried() {
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            RedisProcess master = sentinel.master();
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitMode(SyncMode.TRACKING);
                sentinel.sentinel(0).freeze();
                for (boolean on : new boolean[] {true, false, true}) {
                    set(master, on);
                    shop.awaitAgreement(Map.of(FLAG, on));
                }

                sentinel.failover();
                set(sentinel.master(), false);
                shop.awaitAgreement(Map.of(FLAG, false));
                sentinel.sentinel(0).thaw();
                // The hanging connections were closed.
                await().untilAsserted(() ->
                        assertThat(connections(sentinel.sentinel(0))).hasSizeLessThanOrEqualTo(1));
            });
        }
    }

    @Test
    @DisplayName("R35: at most three connections, and no connection or thread is left behind")
    void hasAtMostThreeConnectionsAndLeavesNothingBehind() {
        // Those of applications that the framework keeps for other tests.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            List<RedisProcess> all = List.of(
                    sentinel.master(),
                    sentinel.replica(),
                    sentinel.sentinel(0),
                    sentinel.sentinel(1),
                    sentinel.sentinel(2));
            runner(sentinel).run(context -> {
                Shop.of(context).awaitMode(SyncMode.TRACKING);
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> count(all) <= 3);
                assertThat(connections(sentinel.master())).hasSize(1);
                assertThat(count(all)).isEqualTo(2);
                for (int round = 0; round < 10; round++) {
                    context.stop();
                    context.start();
                }
                Shop.of(context).awaitMode(SyncMode.TRACKING);
                await().until(() -> count(all) <= 3);
            });
            await().until(() -> count(all) == 0);
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("feature-flags")));
        }
    }

    @Test
    void sentinelsMayHaveTheirOwnPassword() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            sentinel.sentinel(0)
                    .run("ACL", "SETUSER", "watcher", "on", ">secret", "+sentinel|get-master-addr-by-name", "+hello");
            sentinel.master().run("ACL", "SETUSER", "shop", "on", ">other", "~feature:*", "+@all");
            runner(sentinel)
                    .withPropertyValues(
                            "spring.data.redis.username=shop",
                            "spring.data.redis.password=other",
                            "spring.data.redis.sentinel.username=watcher",
                            "spring.data.redis.sentinel.password=secret")
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        set(sentinel.master(), true);
                        shop.awaitAgreement(Map.of(FLAG, true));
                        await().untilAsserted(() -> assertThat(connections(sentinel.sentinel(0)))
                                .singleElement()
                                .asString()
                                .contains("user=watcher"));
                        assertThat(connections(sentinel.master()))
                                .singleElement()
                                .asString()
                                .contains("user=shop");
                    });
        }
    }

    private static ApplicationContextRunner runner(RedisSentinel sentinel) {
        return Shop.withFlags(List.of(FLAG))
                .withPropertyValues(
                        "spring.data.redis.sentinel.master=" + sentinel.masterName(),
                        "spring.data.redis.sentinel.nodes=" + Shop.addresses(sentinel.sentinelPorts()));
    }

    private static void set(RedisProcess server, boolean on) {
        server.run("SET", "feature:" + FLAG, Boolean.toString(on));
    }

    private static String id(RedisProcess server) {
        String line = connections(server).get(0);
        return line.substring(0, line.indexOf(' '));
    }

    private static int count(List<RedisProcess> servers) {
        return servers.stream().mapToInt(each -> connections(each).size()).sum();
    }
}
