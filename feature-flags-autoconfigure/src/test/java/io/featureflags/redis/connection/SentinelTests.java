package io.featureflags.redis.connection;

import static io.featureflags.testing.FollowingApplication.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.RedisSentinel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R56: an application that finds its Redis by Sentinel. */
@Tag("fault")
@ExtendWith(OutputCaptureExtension.class)
class SentinelTests {

    private static final String FLAG = "checkout";

    @Test
    void followsTheReplicaThatTakesThePlaceOfAKilledMaster() {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            set(sentinel.master(), true);
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                assertThat(app.isOn(FLAG)).isTrue();
                assertThat(app.mode()).isEqualTo(SyncMode.TRACKING);

                int former = sentinel.killMaster();
                app.awaitSource(FLAG, Source.LAST_KNOWN);
                assertThat(app.isOn(FLAG)).isTrue();
                sentinel.awaitFailover(former);
                set(sentinel.master(), false);
                app.awaitAgreement(Map.of(FLAG, false));
                app.awaitMode(SyncMode.TRACKING);
            });
        }
    }

    @Test
    @DisplayName("R56: a failover that was asked for leaves no hole: the old master keeps its connections for 10 s")
    void followsTheNewMasterBeforeTheOldOneHangsUp(CapturedOutput output) {
        try (RedisSentinel sentinel = RedisSentinel.start()) {
            set(sentinel.master(), true);
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                assertThat(app.isOn(FLAG)).isTrue();
                RedisProcess former = sentinel.master();

                sentinel.failover();
                set(sentinel.master(), false);
                await().atMost(Duration.ofSeconds(6)).until(() -> !app.isOn(FLAG));
                await().untilAsserted(() -> assertThat(connections(former)).isEmpty());
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void goesOnFollowingWithoutAnySentinelAndNoticesTheFirstThatIsBack(CapturedOutput output) {
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            RedisProcess master = sentinel.master();
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitMode(SyncMode.TRACKING);
                String id = id(master);
                IntStream.range(0, 3).forEach(each -> sentinel.sentinel(each).kill());

                for (boolean on : new boolean[] {true, false, true}) {
                    set(master, on);
                    app.awaitAgreement(Map.of(FLAG, on));
                }
                // Longer than several questions that nobody answers.
                await().during(Duration.ofSeconds(3)).until(() -> app.mode() == SyncMode.TRACKING);
                assertThat(id(master)).isEqualTo(id);
                assertThat(output).doesNotContain("Cannot connect");

                IntStream.range(0, 3).forEach(each -> sentinel.sentinel(each).restart());
                sentinel.failover();
                set(sentinel.master(), false);
                app.awaitAgreement(Map.of(FLAG, false));
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void sentinelThatHangsHoldsUpNothingAndTheNextOneIsAsked() {
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            RedisProcess master = sentinel.master();
            sentinel.awaitReplica();
            runner(sentinel).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitMode(SyncMode.TRACKING);
                sentinel.sentinel(0).freeze();
                for (boolean on : new boolean[] {true, false, true}) {
                    set(master, on);
                    app.awaitAgreement(Map.of(FLAG, on));
                }

                sentinel.failover();
                set(sentinel.master(), false);
                app.awaitAgreement(Map.of(FLAG, false));
                sentinel.sentinel(0).thaw();
                // What hung there was closed, and not left behind.
                await().untilAsserted(() ->
                        assertThat(connections(sentinel.sentinel(0))).hasSizeLessThanOrEqualTo(1));
            });
        }
    }

    @Test
    @DisplayName("R35: at most three connections, and none of them, nor a thread, is left behind")
    void hasAtMostThreeConnectionsAndLeavesNothingBehind() {
        try (RedisSentinel sentinel = RedisSentinel.start(3)) {
            List<RedisProcess> all = List.of(
                    sentinel.master(),
                    sentinel.replica(),
                    sentinel.sentinel(0),
                    sentinel.sentinel(1),
                    sentinel.sentinel(2));
            runner(sentinel).run(context -> {
                FollowingApplication.of(context).awaitMode(SyncMode.TRACKING);
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> count(all) <= 3);
                assertThat(connections(sentinel.master())).hasSize(1);
                assertThat(count(all)).isEqualTo(2);
                for (int round = 0; round < 10; round++) {
                    context.stop();
                    context.start();
                }
                FollowingApplication.of(context).awaitMode(SyncMode.TRACKING);
                await().until(() -> count(all) <= 3);
            });
            await().until(() -> count(all) == 0);
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("feature-flags")));
        }
    }

    @Test
    void sentinelsMayHaveAPasswordOfTheirOwn() {
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
                        FollowingApplication app = FollowingApplication.of(context);
                        set(sentinel.master(), true);
                        app.awaitAgreement(Map.of(FLAG, true));
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
        return FollowingApplication.runner(List.of(FLAG))
                .withPropertyValues(
                        "spring.data.redis.sentinel.master=" + sentinel.masterName(),
                        "spring.data.redis.sentinel.nodes="
                                + String.join(
                                        ",",
                                        sentinel.sentinelPorts().stream()
                                                .map(port -> "127.0.0.1:" + port)
                                                .toList()));
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
