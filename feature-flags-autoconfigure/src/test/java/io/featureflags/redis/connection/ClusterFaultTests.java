package io.featureflags.redis.connection;

import static io.featureflags.testing.FollowingApplication.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisCluster;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** R56: masters of a cluster die, freeze, change places and cut connections. Each takes along its own flags at most. */
@Tag("fault")
@ExtendWith(OutputCaptureExtension.class)
class ClusterFaultTests {

    private static final List<String> NAMES =
            IntStream.range(0, 30).mapToObj(flag -> "flag" + flag).toList();

    private final Map<String, Boolean> written = new HashMap<>();

    @Test
    @DisplayName("R56: follows a failover, though the application does not refresh its own view of the cluster")
    void followsFailoversThatAreAskedForAndThatAreNot(CapturedOutput output) {
        try (RedisCluster cluster = RedisCluster.start(3, true)) {
            setAll(cluster, NAMES, true);
            runner(cluster).withUserConfiguration(NoRefresh.class).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitAgreement(written);
                int first = cluster.owner("feature:flag0");

                int second = cluster.failover(first);
                setAll(cluster, NAMES, false);
                app.awaitAgreement(written);
                // The one that is a replica now has nothing to tell that the master does not.
                await().untilAsserted(() ->
                        assertThat(connections(cluster.server(second))).hasSize(1));
                await().untilAsserted(() ->
                        assertThat(connections(cluster.server(first))).isEmpty());

                cluster.kill(second);
                cluster.awaitFailover(second);
                setAll(cluster, NAMES, true);
                app.awaitAgreement(written);
                app.awaitMode(SyncMode.TRACKING);

                cluster.restart(second);
                cluster.awaitReplica(second, first);
                setAll(cluster, NAMES, false);
                app.awaitAgreement(written);
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void frozenMasterHoldsUpNoFlagButItsOwn(CapturedOutput output) {
        try (RedisCluster cluster = partlyServing()) {
            setAll(cluster, NAMES, true);
            runner(cluster).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitAgreement(written);
                int frozen = cluster.owner("feature:flag0");
                List<String> others = others(cluster, frozen);
                List<String> ids = ids(cluster, frozen);

                cluster.freeze(frozen);
                for (boolean on : new boolean[] {false, true, false}) {
                    others.forEach(name -> cluster.run(survivor(cluster, name), "SET", "feature:" + name, "" + on));
                    await().untilAsserted(() -> assertThat(others).allMatch(name -> app.isOn(name) == on));
                }
                app.awaitSource("flag0", Source.LAST_KNOWN);
                assertThat(app.isOn("flag0")).isTrue();
                assertThat(app.mode()).isEqualTo(SyncMode.TRACKING);
                assertThat(ids(cluster, frozen)).isEqualTo(ids);

                cluster.thaw(frozen);
                cluster.awaitState("ok");
                others.forEach(name -> written.put(name, false));
                app.awaitAgreement(written);
                setAll(cluster, NAMES, false);
                app.awaitAgreement(written);
                assertThat(output).doesNotContain("Redis does not answer", "Unable to connect");
            });
        }
    }

    @Test
    void startsWhileOneMasterIsFrozen() {
        try (RedisCluster cluster = partlyServing()) {
            setAll(cluster, NAMES, true);
            int frozen = cluster.owner("feature:flag0");
            List<String> others = others(cluster, frozen);
            cluster.freeze(frozen);
            runner(cluster).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                assertThat(others).allMatch(app::isOn);
                assertThat(app.source("flag0")).isEqualTo(Source.CONFIGURATION);

                cluster.thaw(frozen);
                app.awaitAgreement(written);
            });
        }
    }

    @Test
    void killedMasterWithoutReplicaTakesAlongItsOwnFlagsOnly(CapturedOutput output) {
        try (RedisCluster cluster = partlyServing()) {
            setAll(cluster, NAMES, true);
            runner(cluster).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitAgreement(written);
                int killed = cluster.owner("feature:flag0");
                List<String> others = others(cluster, killed);
                List<String> ids = ids(cluster, killed);

                cluster.kill(killed);
                app.awaitSource("flag0", Source.LAST_KNOWN);
                for (boolean on : new boolean[] {false, true, false}) {
                    others.forEach(name -> cluster.run(survivor(cluster, name), "SET", "feature:" + name, "" + on));
                    await().untilAsserted(() -> assertThat(others).allMatch(name -> app.isOn(name) == on));
                }
                assertThat(app.isOn("flag0")).isTrue();
                assertThat(ids(cluster, killed)).isEqualTo(ids);

                cluster.restart(killed);
                cluster.awaitState("ok");
                setAll(cluster, NAMES, false);
                app.awaitAgreement(written);
                assertThat(output).doesNotContain("Redis does not answer", "Unable to connect");
            });
        }
    }

    @Test
    void clusterThatServesNothingIsFollowedAgainWhenItDoes() {
        try (RedisCluster cluster = RedisCluster.start()) {
            setAll(cluster, NAMES, true);
            runner(cluster).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitAgreement(written);
                int frozen = cluster.owner("feature:flag0");
                cluster.freeze(frozen);
                cluster.awaitState("fail"); // By default no node serves any slot while one slot has no master.
                cluster.run((frozen + 1) % 3, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                NAMES.forEach(name -> app.awaitSource(name, Source.LAST_KNOWN));
                assertThat(NAMES).allMatch(app::isOn);

                cluster.thaw(frozen);
                cluster.awaitState("ok");
                setAll(cluster, NAMES, false);
                app.awaitAgreement(written);
            });
        }
    }

    @Test
    void connectionCutOnOneNodeIsMadeAnewAndTheOthersStay(CapturedOutput output) {
        try (RedisCluster cluster = RedisCluster.start()) {
            setAll(cluster, NAMES, true);
            runner(cluster).run(context -> {
                FollowingApplication app = FollowingApplication.of(context);
                app.awaitAgreement(written);
                int cut = cluster.owner("feature:flag0");
                List<String> ids = ids(cluster, cut);
                for (boolean on : new boolean[] {false, true, false}) {
                    cluster.run(cut, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                    setAll(cluster, NAMES, on);
                    app.awaitAgreement(written);
                }
                assertThat(ids(cluster, cut)).isEqualTo(ids);
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void findsTheClusterAgainWhenTheOnlyNodeThatIsConfiguredIsGone() {
        try (RedisCluster cluster = RedisCluster.start(3, true)) {
            setAll(cluster, NAMES, true);
            FollowingApplication.runner(NAMES)
                    .withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:"
                            + cluster.ports().get(0))
                    .run(context -> {
                        FollowingApplication app = FollowingApplication.of(context);
                        app.awaitAgreement(written);
                        cluster.kill(0);
                        cluster.awaitFailover(0);
                        IntStream.range(1, 6)
                                .forEach(
                                        node -> cluster.run(node, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
                        setAll(cluster, NAMES, false);
                        app.awaitAgreement(written);
                    });
        }
    }

    @Test
    void closedApplicationLeavesNothingBehindThoughAMasterHangs() {
        try (RedisCluster cluster = partlyServing()) {
            int frozen = cluster.owner("feature:flag0");
            runner(cluster).run(context -> {
                FollowingApplication.of(context).awaitMode(SyncMode.TRACKING);
                cluster.freeze(frozen);
            });
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("feature-flags")));
            cluster.thaw(frozen);
            await().untilAsserted(() -> assertThat(IntStream.range(0, 3))
                    .allSatisfy(node ->
                            assertThat(connections(cluster.server(node))).isEmpty()));
        }
    }

    /** A cluster whose masters serve their slots while another one is away. */
    private static RedisCluster partlyServing() {
        RedisCluster cluster = RedisCluster.start();
        IntStream.range(0, 3)
                .forEach(node -> cluster.run(node, "CONFIG", "SET", "cluster-require-full-coverage", "no"));
        return cluster;
    }

    private static ApplicationContextRunner runner(RedisCluster cluster) {
        return FollowingApplication.runner(NAMES)
                .withPropertyValues("spring.data.redis.cluster.nodes="
                        + String.join(
                                ",",
                                cluster.ports().stream()
                                        .map(port -> "127.0.0.1:" + port)
                                        .toList()));
    }

    private void setAll(RedisCluster cluster, List<String> names, boolean on) {
        for (String name : names) {
            cluster.run("SET", "feature:" + name, Boolean.toString(on));
            written.put(name, on);
        }
    }

    private List<String> others(RedisCluster cluster, int away) {
        return NAMES.stream()
                .filter(name -> cluster.owner("feature:" + name) != away)
                .toList();
    }

    private static int survivor(RedisCluster cluster, String name) {
        return cluster.owner("feature:" + name);
    }

    /** The connections to all masters but one. */
    private static List<String> ids(RedisCluster cluster, int away) {
        return IntStream.range(0, 3)
                .filter(node -> node != away)
                .boxed()
                .flatMap(node -> connections(cluster.server(node)).stream()
                        .map(line -> node + " " + line.substring(0, line.indexOf(' '))))
                .toList();
    }

    /** As the defaults of Lettuce 6 are. */
    @Configuration(proxyBeanMethods = false)
    static class NoRefresh {

        @Bean
        LettuceClientOptionsBuilderCustomizer noRefresh() {
            return options -> ((ClusterClientOptions.Builder) options)
                    .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                            .disableAllAdaptiveRefreshTriggers()
                            .enablePeriodicRefresh(false)
                            .dynamicRefreshSources(false)
                            .build());
        }
    }
}
