package io.featureflags.redis.connection;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisCluster;
import io.featureflags.testing.Shop;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** R56: masters of a cluster die, freeze, swap roles and cut connections. Each affects its own flags at most. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class ClusterFaultTests {

    private static final List<String> NAMES =
            IntStream.range(0, 30).mapToObj(flag -> "flag" + flag).toList();

    private final Map<String, Boolean> written = new HashMap<>();

    @Test
    @DisplayName("R56: follows a failover, though the application does not refresh its own view of the cluster")
    void followsManualAndAutomaticFailovers(CapturedOutput output) {
        try (RedisCluster cluster = RedisCluster.start(3, true)) {
            setAll(cluster, NAMES, true);
            runner(cluster).withUserConfiguration(NoRefresh.class).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitAgreement(written);
                int first = cluster.owner("feature:flag0");

                int second = cluster.failover(first);
                setAll(cluster, NAMES, false);
                shop.awaitAgreement(written);
                // The new replica reports no changes besides those of the master.
                await().untilAsserted(() ->
                        assertThat(connections(cluster.server(second))).hasSize(1));
                await().untilAsserted(() ->
                        assertThat(connections(cluster.server(first))).isEmpty());

                cluster.kill(second);
                cluster.awaitFailover(second);
                setAll(cluster, NAMES, true);
                shop.awaitAgreement(written);
                shop.awaitMode(SyncMode.TRACKING);

                cluster.restart(second);
                cluster.awaitReplica(second, first);
                setAll(cluster, NAMES, false);
                shop.awaitAgreement(written);
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void frozenMasterDelaysOnlyItsOwnFlags(CapturedOutput output) {
        try (RedisCluster cluster = partlyServing()) {
            setAll(cluster, NAMES, false);
            runner(cluster).run(context -> {
                Shop shop = Shop.of(context);
                setAllAndAwaitRecords(cluster, shop);
                int frozen = cluster.owner("feature:flag0");
                List<String> others = others(cluster, frozen);
                List<String> ids = ids(cluster, frozen);

                cluster.freeze(frozen);
                for (boolean on : new boolean[] {false, true, false}) {
                    others.forEach(name -> cluster.run(survivor(cluster, name), "SET", "feature:" + name, "" + on));
                    await().untilAsserted(() -> assertThat(others).allMatch(name -> shop.isEnabled(name) == on));
                }
                shop.awaitSource("flag0", Source.LAST_KNOWN);
                assertThat(shop.isEnabled("flag0")).isTrue();
                assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
                assertThat(ids(cluster, frozen)).isEqualTo(ids);

                cluster.thaw(frozen);
                cluster.awaitState("ok");
                others.forEach(name -> written.put(name, false));
                shop.awaitAgreement(written);
                setAll(cluster, NAMES, false);
                shop.awaitAgreement(written);
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
                Shop shop = Shop.of(context);
                assertThat(others).allMatch(shop::isEnabled);
                assertThat(shop.source("flag0")).isEqualTo(Source.CONFIGURATION);

                cluster.thaw(frozen);
                shop.awaitAgreement(written);
            });
        }
    }

    @Test
    void killedMasterWithoutReplicaAffectsOnlyItsOwnFlags(CapturedOutput output) {
        try (RedisCluster cluster = partlyServing()) {
            setAll(cluster, NAMES, false);
            runner(cluster).run(context -> {
                Shop shop = Shop.of(context);
                setAllAndAwaitRecords(cluster, shop);
                int killed = cluster.owner("feature:flag0");
                List<String> others = others(cluster, killed);
                List<String> ids = ids(cluster, killed);

                cluster.kill(killed);
                shop.awaitSource("flag0", Source.LAST_KNOWN);
                for (boolean on : new boolean[] {false, true, false}) {
                    others.forEach(name -> cluster.run(survivor(cluster, name), "SET", "feature:" + name, "" + on));
                    await().untilAsserted(() -> assertThat(others).allMatch(name -> shop.isEnabled(name) == on));
                }
                assertThat(shop.isEnabled("flag0")).isTrue();
                assertThat(ids(cluster, killed)).isEqualTo(ids);

                cluster.restart(killed);
                cluster.awaitState("ok");
                setAll(cluster, NAMES, false);
                shop.awaitAgreement(written);
                assertThat(output).doesNotContain("Redis does not answer", "Unable to connect");
            });
        }
    }

    @Test
    void clusterThatServesNoSlotIsFollowedAfterItsRecovery() {
        try (RedisCluster cluster = RedisCluster.start()) {
            setAll(cluster, NAMES, true);
            runner(cluster).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitAgreement(written);
                int frozen = cluster.owner("feature:flag0");
                cluster.freeze(frozen);
                cluster.awaitState("fail"); // By default no node serves any slot while one slot has no master.
                cluster.run((frozen + 1) % 3, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                NAMES.forEach(name -> shop.awaitSource(name, Source.LAST_KNOWN));
                assertThat(NAMES).allMatch(shop::isEnabled);

                cluster.thaw(frozen);
                cluster.awaitState("ok");
                setAll(cluster, NAMES, false);
                shop.awaitAgreement(written);
            });
        }
    }

    @Test
    void connectionCutOnOneNodeIsReplacedAndTheOthersStay(CapturedOutput output) {
        try (RedisCluster cluster = RedisCluster.start()) {
            setAll(cluster, NAMES, true);
            runner(cluster).run(context -> {
                Shop shop = Shop.of(context);
                shop.awaitAgreement(written);
                int cut = cluster.owner("feature:flag0");
                List<String> ids = ids(cluster, cut);
                for (boolean on : new boolean[] {false, true, false}) {
                    cluster.run(cut, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                    setAll(cluster, NAMES, on);
                    shop.awaitAgreement(written);
                }
                assertThat(ids(cluster, cut)).isEqualTo(ids);
                assertThat(output).doesNotContain("Redis does not answer");
            });
        }
    }

    @Test
    void findsTheClusterAgainWithoutTheOnlyConfiguredNode() {
        try (RedisCluster cluster = RedisCluster.start(3, true)) {
            setAll(cluster, NAMES, true);
            Shop.withFlags(NAMES)
                    .withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:"
                            + cluster.ports().get(0))
                    .run(context -> {
                        Shop shop = Shop.of(context);
                        shop.awaitAgreement(written);
                        cluster.kill(0);
                        cluster.awaitFailover(0);
                        IntStream.range(1, 6)
                                .forEach(
                                        node -> cluster.run(node, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
                        setAll(cluster, NAMES, false);
                        shop.awaitAgreement(written);
                    });
        }
    }

    @Test
    void closedApplicationLeavesNothingBehindIfAMasterHangs() {
        // Those of applications that the framework keeps for other tests.
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (RedisCluster cluster = partlyServing()) {
            int frozen = cluster.owner("feature:flag0");
            runner(cluster).run(context -> {
                Shop.of(context).awaitMode(SyncMode.TRACKING);
                cluster.freeze(frozen);
            });
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("feature-flags")));
            cluster.thaw(frozen);
            await().untilAsserted(() -> assertThat(IntStream.range(0, 3))
                    .allSatisfy(node ->
                            assertThat(connections(cluster.server(node))).isEmpty()));
        }
    }

    /** Starts a cluster whose masters serve their slots while another one is away. */
    private static RedisCluster partlyServing() {
        RedisCluster cluster = RedisCluster.start();
        IntStream.range(0, 3)
                .forEach(node -> cluster.run(node, "CONFIG", "SET", "cluster-require-full-coverage", "no"));
        return cluster;
    }

    private static ApplicationContextRunner runner(RedisCluster cluster) {
        return Shop.withFlags(NAMES)
                .withPropertyValues("spring.data.redis.cluster.nodes=" + Shop.addresses(cluster.ports()));
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

    /** Waits for all records, since a command that is on its way to a lost master makes the driver connect again. */
    private void setAllAndAwaitRecords(RedisCluster cluster, Shop shop) {
        shop.awaitAgreement(written);
        setAll(cluster, NAMES, true);
        shop.awaitAgreement(written);
        await().untilAsserted(() ->
                assertThat(NAMES).allMatch(name -> lastRecord(cluster, name).contains("=true")));
    }

    private static String lastRecord(RedisCluster cluster, String name) {
        String key = "feature:" + name;
        return cluster.run(cluster.owner(key), "XREVRANGE", "audit:{" + key + "}", "+", "-", "COUNT", "1");
    }

    /** Returns the connections to all masters but one. */
    private static List<String> ids(RedisCluster cluster, int away) {
        return IntStream.range(0, 3)
                .filter(node -> node != away)
                .boxed()
                .flatMap(node -> connections(cluster.server(node)).stream()
                        .map(line -> node + " " + line.substring(0, line.indexOf(' '))))
                .toList();
    }

    /** The defaults of Lettuce 6. */
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
