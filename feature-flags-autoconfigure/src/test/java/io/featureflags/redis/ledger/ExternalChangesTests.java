package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagWrite;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.ReceivedEvents;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** External changes are recorded, once for all instances. */
@ExtendWith(OutputCaptureExtension.class)
class ExternalChangesTests {

    private static final int INSTANCES = 8;

    private static final int WRITERS = 8;

    private static final int CHANGES = 1000;

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void firstValueIsTheBaselineAndLaterOnesAreRecorded() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            awaitRecorded("checkout");
            assertThat(history(context, "checkout")).isEmpty();
            redis.run("SET", "feature:checkout", "false");
            awaitRecorded("checkout");

            assertThat(history(context, "checkout")).singleElement().satisfies(entry -> {
                assertThat(entry.source()).isEqualTo(ChangeSource.EXTERNAL);
                assertThat(entry.before()).isEqualTo("true");
                assertThat(entry.after()).isEqualTo("false");
            });
            redis.run("DEL", "feature:checkout");
            awaitRecorded("checkout");
            assertThat(history(context, "checkout"))
                    .extracting(AuditEntry::after)
                    .containsExactly(null, "false");
        });
    }

    @Test
    void changesWithoutARunningInstanceAreFoundAtTheNextStart() {
        ApplicationContextRunner two = runner.withPropertyValues("feature-flags.flags.search.enabled=false");
        redis.run("SET", "feature:checkout", "true");
        redis.run("SET", "feature:search", "true");
        two.run(context -> {
            awaitRecorded("checkout");
            awaitRecorded("search");
        });
        redis.run("SET", "feature:checkout", "20%");
        redis.run("DEL", "feature:search");

        two.run(context -> {
            awaitRecorded("checkout");
            awaitRecorded("search");
            assertThat(history(context, "checkout"))
                    .extracting(AuditEntry::after)
                    .containsExactly("20%");
            assertThat(history(context, "search"))
                    .extracting(AuditEntry::before)
                    .containsExactly("true");
        });
    }

    @Test
    void writeOfAnotherInstanceIsNotExternalAndItsEventHasTheSource() {
        runner.withBean(ReceivedEvents.class)
                .run(one -> runner.withBean(ReceivedEvents.class).run(other -> {
                    Shop.of(one).awaitMode(SyncMode.TRACKING);
                    Shop.of(other).awaitMode(SyncMode.TRACKING);
                    one.getBean(FeatureFlagAdmin.class)
                            .set("checkout", "true", FlagWrite.by("ada").manually("actuator"));
                    Shop.of(other).awaitEnabled("checkout", true);
                    for (ApplicationContext each : List.of(one, other)) {
                        List<FeatureFlagChangedEvent> events =
                                each.getBean(ReceivedEvents.class).events();
                        Shop.soon("published").until(() -> !events.isEmpty());
                        assertThat(events)
                                .containsExactly(
                                        new FeatureFlagChangedEvent("checkout", null, "true", ChangeSource.MANUAL));
                    }
                    redis.run("SET", "feature:checkout", "false");
                    awaitRecorded("checkout");
                    assertThat(history(one, "checkout"))
                            .extracting(AuditEntry::source)
                            .containsExactly(ChangeSource.EXTERNAL, ChangeSource.MANUAL);
                    Shop.soon("published")
                            .untilAsserted(() -> assertThat(
                                            other.getBean(ReceivedEvents.class).events())
                                    .extracting(FeatureFlagChangedEvent::source)
                                    .containsExactly(ChangeSource.MANUAL, ChangeSource.EXTERNAL));
                }));
    }

    @Test
    void writesThroughTheApiRunNoFurtherScripts() {
        runner.run(one -> runner.run(other -> {
            Shop.of(one).awaitMode(SyncMode.TRACKING);
            Shop.of(other).awaitMode(SyncMode.TRACKING);
            awaitRecorded("checkout");
            redis.run("CONFIG", "RESETSTAT");
            FeatureFlagAdmin admin = one.getBean(FeatureFlagAdmin.class);
            for (boolean on : new boolean[] {true, false, true}) {
                long compared = Shop.calls(redis, "mget");
                admin.set("checkout", Boolean.toString(on), FlagWrite.by("ada"));
                List.of(one, other).forEach(each -> Shop.of(each).awaitEnabled("checkout", on));
                // Each instance reads the flag, and compares it with the record.
                Shop.soon("compared").until(() -> Shop.calls(redis, "mget") >= compared + 4);
            }
            assertThat(Shop.calls(redis, "evalsha") + Shop.calls(redis, "eval"))
                    .as("scripts, one of which may have been sent again with its text")
                    .isBetween(3L, 4L);
        }));
    }

    @Test
    void withoutThePermissionFlagsAreCurrentAndOneWarningIsLogged(CapturedOutput output) {
        List<String> user = new ArrayList<>(List.of("ACL", "SETUSER", "shop", "on", ">secret"));
        user.addAll(Shop.MINIMAL);
        redis.run(user.toArray(String[]::new));
        runner.withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    for (boolean on : new boolean[] {true, false, true}) {
                        redis.run("SET", "feature:checkout", Boolean.toString(on));
                        shop.awaitEnabled("checkout", on);
                    }
                    Shop.soon("logged")
                            .untilAsserted(() -> assertThat(output)
                                    .containsOnlyOnce("are not recorded at present")
                                    .contains("NOPERM"));
                    redis.run("ACL", "SETUSER", "shop", "~audit:*", "~audit-last:*", "+@all");
                    redis.run("SET", "feature:checkout", "false");
                    awaitRecorded("checkout");
                    redis.run("SET", "feature:checkout", "true");
                    awaitRecorded("checkout");
                    assertThat(history(context, "checkout"))
                            .extracting(AuditEntry::before)
                            .containsExactly("false", null);
                });
    }

    /** In any order, some flags are compared after the rejected ones. */
    @Test
    void flagWithAForeignRecordDoesNotAffectTheOthers(CapturedOutput output) {
        List<String> names =
                IntStream.range(0, 20).mapToObj(flag -> "flag" + flag).toList();
        for (String foreign : List.of("flag3", "flag12")) {
            redis.run("SET", "audit:{feature:" + foreign + "}", "foreign");
        }
        names.forEach(name -> redis.run("SET", "feature:" + name, "true"));
        runner.withPropertyValues(Shop.allOff(names)).run(context -> {
            names.stream()
                    .filter(name -> !List.of("flag3", "flag12").contains(name))
                    .forEach(this::awaitRecorded);
            Shop.soon("logged")
                    .untilAsserted(() -> assertThat(output)
                            .containsOnlyOnce("External changes of feature flag 'flag3'")
                            .containsOnlyOnce("External changes of feature flag 'flag12'"));
        });
    }

    @Test
    void manyInstancesAndWritersCreateOneUnbrokenChain() {
        long seed = System.nanoTime();
        System.out.println("Seed of the external changes: " + seed);
        List<String> names =
                IntStream.range(0, 10).mapToObj(flag -> "flag" + flag).toList();
        ApplicationContextRunner many = runner.withPropertyValues(Shop.allOff(names));
        run(many, INSTANCES, contexts -> {
            contexts.forEach(context -> Shop.of(context).awaitMode(SyncMode.TRACKING));
            long start = System.nanoTime();
            writeAll(names, seed);
            long written = System.nanoTime();
            names.forEach(this::awaitRecorded);
            System.out.printf(
                    "%d instances, %d writers, %d changes each: written in %d ms, recorded %d ms later, %d entries%n",
                    INSTANCES,
                    WRITERS,
                    CHANGES,
                    (written - start) / 1_000_000,
                    (System.nanoTime() - written) / 1_000_000,
                    names.stream()
                            .mapToInt(name -> history(contexts.get(0), name).size())
                            .sum());
            for (String name : names) {
                List<AuditEntry> history = history(contexts.get(0), name);
                assertThat(history).as("history of " + name + ", seed " + seed).isNotEmpty();
                assertThat(LedgerServers.isUnbroken(history)).isTrue();
                assertThat(history).noneMatch(entry -> Objects.equals(entry.before(), entry.after()));
                assertThat(LedgerReply.encoded(history.get(0).after())).isEqualTo(present(name));
            }
        });
    }

    private void writeAll(List<String> names, long seed) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            CompletableFuture<?>[] all = IntStream.range(0, WRITERS)
                    .mapToObj(writer ->
                            CompletableFuture.runAsync(() -> change(names, new Random(seed + writer)), writers))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(all).join();
        } finally {
            writers.shutdownNow();
        }
    }

    private void change(List<String> names, Random random) {
        for (int i = 0; i < CHANGES; i++) {
            String key = "feature:" + names.get(random.nextInt(names.size()));
            if (random.nextInt(20) == 0) {
                redis.run("DEL", key);
            } else {
                redis.run("SET", key, random.nextInt(100) + "%");
            }
        }
    }

    private static void run(
            ApplicationContextRunner runner, int instances, Consumer<List<AssertableApplicationContext>> use) {
        if (instances == 0) {
            use.accept(List.of());
            return;
        }
        runner.run(context -> run(runner, instances - 1, others -> {
            List<AssertableApplicationContext> all = new ArrayList<>(others);
            all.add(context);
            use.accept(all);
        }));
    }

    private void awaitRecorded(String name) {
        Shop.soon(name + " is recorded")
                .untilAsserted(() -> assertThat(redis.run("GET", "audit-last:{feature:" + name + "}"))
                        .isEqualTo(present(name)));
    }

    private String present(String name) {
        return redis.run("EXISTS", "feature:" + name).equals("1") ? "=" + redis.run("GET", "feature:" + name) : "-";
    }

    private static List<AuditEntry> history(ApplicationContext context, String name) {
        return context.getBean(FeatureFlagAdmin.class).history(name, 10_000);
    }
}
