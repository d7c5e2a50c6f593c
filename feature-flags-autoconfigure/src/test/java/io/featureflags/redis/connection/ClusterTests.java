package io.featureflags.redis.connection;

import static io.featureflags.testing.Shop.connections;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisCluster;
import io.featureflags.testing.Shop;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** R56: an application on a cluster with healthy masters, while slots move and permissions are few. */
@Tag("waiting")
class ClusterTests {

    private static final List<String> NAMES =
            IntStream.range(0, 30).mapToObj(flag -> "flag" + flag).toList();

    /** The permissions that a user needs to follow flags on a cluster. */
    private static final List<String> MINIMAL =
            List.of("~feature:*", "+client|tracking", "+cluster|nodes", "+ping", "+get", "+exists", "+strlen");

    private static RedisCluster cluster;

    private final Map<String, Boolean> written = new HashMap<>();

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void leaveNoConnectionBehind() {
        await().untilAsserted(() -> assertThat(masters())
                .allSatisfy(
                        node -> assertThat(connections(cluster.server(node))).isEmpty()));
        cluster.ports().forEach(port -> {
            int node = cluster.ports().indexOf(port);
            cluster.run(node, "FLUSHALL");
            cluster.run(node, "ACL", "DELUSER", "shop");
        });
    }

    @Test
    void followsFlagsOfAllSlots() {
        NAMES.forEach(name -> set(name, true));
        assertThat(NAMES.stream().map(name -> cluster.owner("feature:" + name)).distinct())
                .hasSizeGreaterThanOrEqualTo(3);

        runner().run(context -> {
            Shop shop = Shop.of(context);
            assertThat(NAMES).allMatch(shop::isEnabled);
            assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
            for (boolean on : new boolean[] {false, true, false}) {
                NAMES.forEach(name -> set(name, on));
                shop.awaitAgreement(written);
            }
            cluster.run("DEL", "feature:flag7");
            shop.awaitSource("flag7", Source.CONFIGURATION);
        });
    }

    @Test
    void unconfiguredNameIsReadAfterItsFirstUse() {
        cluster.run("SET", "feature:only_in_redis", "true");
        runner().run(context -> {
            Shop shop = Shop.of(context);
            await().until(() -> shop.isEnabled("only_in_redis"));
        });
    }

    @Test
    @DisplayName("R35: one connection per master, named after the application")
    void hasOneConnectionPerMaster() {
        runner().run(context -> {
            Shop.of(context).awaitMode(SyncMode.TRACKING);
            // The connections that discovered the masters close soon.
            await().untilAsserted(() -> assertThat(masters())
                    .allSatisfy(node ->
                            assertThat(connections(cluster.server(node))).hasSize(1)));
            await().during(Duration.ofSeconds(3))
                    .until(() -> masters().stream()
                            .allMatch(node -> connections(cluster.server(node)).size() == 1));
        });
    }

    @Test
    void oneSeedOfAllIsEnough() {
        runner().withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:"
                        + cluster.ports().get(0))
                .run(context -> {
                    Shop shop = Shop.of(context);
                    NAMES.forEach(name -> set(name, true));
                    shop.awaitAgreement(written);
                });
    }

    @Test
    void followsMovedSlotsAndTheirNewKeys() {
        NAMES.forEach(name -> set(name, true));
        String sibling = nameInTheSlotOf("flag0");
        runner().withPropertyValues("feature-flags.flags." + sibling + ".enabled=false")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitAgreement(written);
                    int former = cluster.owner("feature:flag0");
                    int next = (former + 1) % 3;

                    cluster.moveSlot("feature:flag0", next);
                    set(sibling, true); // A new key, on the new master right after the move.
                    shop.awaitAgreement(written);
                    set("flag0", false);
                    shop.awaitAgreement(written);

                    cluster.beginMove("feature:flag0", former);
                    cluster.run("DEL", "feature:" + sibling);
                    // The new master has the key, but not the slot yet.
                    cluster.run("SET", "feature:" + sibling, "true");
                    set("flag0", true);
                    cluster.endMove("feature:flag0", former);
                    shop.awaitAgreement(written);
                    set(sibling, false);
                    shop.awaitAgreement(written);
                });
    }

    @Test
    void followsAnAddedMasterAndKeepsTheOtherConnections() {
        NAMES.forEach(name -> set(name, true));
        runner().run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitAgreement(written);
            List<String> before = ids();
            int former = cluster.owner("feature:flag1");
            int added = cluster.addMaster();
            cluster.moveSlot("feature:flag1", added);
            set("flag1", false); // At this moment, no connection tracks the new master.
            shop.awaitAgreement(written);

            await().untilAsserted(() -> assertThat(connections(cluster.server(added)))
                    .singleElement()
                    .satisfies(one -> assertThat(one).contains("flags=t")));
            assertThat(ids()).containsAll(before);
            set("flag1", true);
            shop.awaitAgreement(written);
            cluster.moveSlot("feature:flag1", former);
            set("flag1", false);
            shop.awaitAgreement(written);
            // A master without slots has no changes to report.
            await().untilAsserted(
                            () -> assertThat(connections(cluster.server(added))).isEmpty());
        });
    }

    @Test
    void flushOfOneMasterFlipsNoFlag() {
        NAMES.forEach(name -> set(name, true));
        runner().run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitAgreement(written);
            int flushed = cluster.owner("feature:flag2");
            cluster.run(flushed, "FLUSHALL");

            shop.awaitSource("flag2", Source.LAST_KNOWN);
            List<String> others = NAMES.stream()
                    .filter(name -> cluster.owner("feature:" + name) != flushed)
                    .toList();
            assertThat(NAMES).allMatch(shop::isEnabled);
            others.forEach(name -> set(name, false));
            written.keySet().retainAll(others);
            shop.awaitAgreement(written);
            assertThat(shop.isEnabled("flag2")).isTrue();
            NAMES.forEach(name -> set(name, false));
            shop.awaitAgreement(written);
        });
    }

    @Test
    void fewPermissionsAreEnough() {
        allowShop(MINIMAL);
        runner().withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    NAMES.forEach(name -> set(name, true));
                    shop.awaitAgreement(written);
                    assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
                    assertThat(connections(cluster.server(0))).hasSize(1);
                    cluster.run("RPUSH", "feature:list", "true");
                    assertThat(shop.isEnabled("list")).isFalse();
                    assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
                });
    }

    @Test
    void pollsIfOneMasterDoesNotSupportTracking() {
        allowShop(MINIMAL);
        cluster.run(1, "ACL", "SETUSER", "shop", "-client");
        runner().withPropertyValues(
                        "spring.data.redis.username=shop",
                        "spring.data.redis.password=secret",
                        "feature-flags.redis.poll-interval=50ms")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.POLLING);
                    assertThat(shop.status().reason()).contains("NOPERM");
                    NAMES.forEach(name -> set(name, true));
                    shop.awaitAgreement(written);
                });
    }

    private ApplicationContextRunner runner() {
        return Shop.withFlags(NAMES)
                .withPropertyValues("spring.data.redis.cluster.nodes=" + Shop.addresses(cluster.ports()));
    }

    private void set(String flag, boolean on) {
        cluster.run("SET", "feature:" + flag, Boolean.toString(on));
        written.put(flag, on);
    }

    private static List<Integer> masters() {
        return List.of(0, 1, 2);
    }

    private static List<String> ids() {
        return masters().stream()
                .flatMap(node -> connections(cluster.server(node)).stream()
                        .map(line -> node + " " + line.substring(0, line.indexOf(' '))))
                .toList();
    }

    private static void allowShop(List<String> rules) {
        String[] command = Stream.concat(Stream.of("ACL", "SETUSER", "shop", "reset", "on", ">secret"), rules.stream())
                .toArray(String[]::new);
        masters().forEach(node -> cluster.run(node, command));
    }

    private static String nameInTheSlotOf(String flag) {
        int slot = SlotHash.getSlot("feature:" + flag);
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "sibling" + i)
                .filter(name -> SlotHash.getSlot("feature:" + name) == slot)
                .findFirst()
                .orElseThrow();
    }
}
