package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many instances share the recording of external changes: one of them records each. */
class SharedRecordingTests {

    private static final int INSTANCES = 20;

    /** Longer than the longest wait for a record, after which other instances would record. */
    private static final Duration SETTLED = Duration.ofMillis(2500);

    private final RedisProcess redis = RedisProcess.start();

    private final Fleet fleet = new Fleet(redis, Shop.on(redis.port()));

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void changeCostsTwoScriptsAndThreeConnectionsOfAll() {
        fleet.run(INSTANCES, () -> {
            settle();
            Fleet.Traffic start = fleet.traffic();
            List<String> recorded = new ArrayList<>();
            String before = "-";
            for (int i = 1; i <= 10; i++) {
                boolean on = i % 2 == 1;
                fleet.run("SET", "feature:checkout", Boolean.toString(on));
                recorded.add(0, before + " =" + on);
                before = "=" + on;
                fleet.await(on, recorded.toArray(String[]::new));
                if (i == 1) {
                    settle();
                    assertWithin(1, fleet.traffic().since(start));
                }
            }
            settle();
            assertWithin(10, fleet.traffic().since(start));
            assertThat(fleet.changes()).isEqualTo(recorded);
        });
    }

    /** Asserts the sums, since one change may cost more on a busy machine, where another instance has taken over. */
    private static void assertWithin(int changes, Fleet.Traffic traffic) {
        assertThat(traffic.scripts()).as("scripts: %s", traffic).isBetween((long) changes, 2L * changes);
        assertThat(traffic.connections()).as("connections: %s", traffic).isBetween(1L, 3L * changes);
        assertThat(traffic.reads()).as("reads: %s", traffic).isLessThanOrEqualTo((INSTANCES + 3L) * changes);
    }

    @Test
    void stoppedRecorderIsReplacedAtTheNextChange() {
        fleet.run(5, () -> {
            fleet.run("SET", "feature:checkout", "true");
            fleet.await(true, "- =true");
            fleet.instances().get(4).close();
            fleet.run("SET", "feature:checkout", "false");
            fleet.await(false, "=true =false", "- =true");
            fleet.run("DEL", "feature:checkout");
            fleet.await(false, "=false -", "=true =false", "- =true");
            settle();
            assertThat(fleet.changes()).hasSize(3);
        });
    }

    @Test
    void valueThatReturnsAfterAWriteIsRecordedWithoutTheRecorder() {
        fleet.run(2, () -> {
            fleet.run("SET", "feature:checkout", "true");
            fleet.await(true, "- =true");
            fleet.instances().get(1).close();
            fleet.instances().get(0).getBean(FeatureFlagAdmin.class).set("checkout", "false", FlagWrite.by("ada"));
            fleet.await(false, "=true =false", "- =true");
            fleet.run("SET", "feature:checkout", "true");
            fleet.await(true, "=false =true", "=true =false", "- =true");
        });
    }

    @Test
    void changeWhileAllInstancesReconnectIsRecordedOnce() {
        fleet.run(5, () -> {
            fleet.run("SET", "feature:checkout", "true");
            fleet.await(true, "- =true");
            fleet.run("CLIENT", "KILL", "TYPE", "normal");
            fleet.run("SET", "feature:checkout", "false");
            fleet.await(false, "=true =false", "- =true");
            settle();
            assertThat(fleet.changes()).hasSize(2);
        });
    }

    @Test
    void flagThatTheRecorderDoesNotKnowIsRecorded() {
        Shop.on(redis.port(), "feature-flags.flags.search.enabled=false")
                .run(first -> fleet.run(2, () -> {
                    fleet.run("SET", "feature:search", "true");
                    Shop.of(first).awaitEnabled("search", true);
                    Shop.soon("recorded")
                            .untilAsserted(() -> assertThat(first.getBean(FeatureFlagAdmin.class)
                                            .history("search", 10))
                                    .hasSize(1));
                }));
    }

    @Test
    void announcementsLeaveNothingInRedis() {
        fleet.run(3, () -> {
            Shop.awaitRecorded(redis, "checkout");
            assertThat(fleet.run("KEYS", "*")).isEqualTo("audit-last:{feature:checkout}");
            fleet.instances().forEach(each -> each.getBean(RedisFlagStore.class).stop());
        });
    }

    private void settle() {
        Shop.holds("Redis answers", SETTLED, () -> fleet.run("PING").equals("PONG"));
    }
}
