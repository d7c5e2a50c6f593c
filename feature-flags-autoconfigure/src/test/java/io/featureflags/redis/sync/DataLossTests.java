package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagWrite;
import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.ReceivedEvents;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** R49: a loss of data in Redis flips no flag, but a deletion by a user does. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class DataLossTests {

    private static final String GONE = "feature flags are gone from the store at once";

    private static final String ALL_BACK = "gone from the store at once have all been set again";

    private final List<String> names = new ArrayList<>(List.of("checkout", "other", "third", "fourth"));

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHALL", "FLUSHDB"})
    void flushFlipsNoFlagAndIsLoggedOnceUntilAllAreSetAgain(String flush, CapturedOutput output) {
        setAll("true");
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=100ms")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    awaitFollowed(shop);
                    redis.run(flush);
                    awaitKept(shop);

                    redis.run("CLIENT", "KILL", "TYPE", "normal");
                    Shop.holds("kept through readings and sessions", Duration.ofSeconds(1), () -> allOn(shop));
                    redis.run("SET", "feature:checkout", "false");
                    shop.awaitEnabled("checkout", false);
                    assertThat(shop.source("other")).isEqualTo(Source.LAST_KNOWN);
                    assertThat(output).containsOnlyOnce("4 of 4 " + GONE).doesNotContain(ALL_BACK);
                    setAll("false");
                    Shop.soon("all are off").until(() -> names.stream().noneMatch(shop::isEnabled));
                    Shop.soon("logged").untilAsserted(() -> assertThat(output).containsOnlyOnce(ALL_BACK));

                    redis.run("DEL", "feature:checkout");
                    shop.awaitSource("checkout", Source.CONFIGURATION);
                });
    }

    @Test
    void flushKeepsTheValueOfTheOnlyFlag(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            redis.run("FLUSHALL");

            shop.awaitSource("checkout", Source.LAST_KNOWN);
            Shop.soon("logged").untilAsserted(() -> assertThat(output).containsOnlyOnce("1 of 1 " + GONE));
            assertThat(shop.isEnabled("checkout")).isTrue();
            redis.run("SET", "feature:checkout", "false");
            shop.awaitEnabled("checkout", false);
        });
    }

    @Test
    void flushOfAnotherDatabaseHasNoEffect(CapturedOutput output) {
        setAll("true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            awaitFollowed(shop);
            redis.run("EVAL", "redis.call('SELECT', 1) redis.call('FLUSHDB')", "0");
            redis.run("SET", "feature:fifth", "true");

            shop.awaitEnabled("fifth", true);
            awaitFollowed(shop);
            assertThat(output).doesNotContain(GONE);
            redis.run("DEL", "feature:checkout");
            shop.awaitSource("checkout", Source.CONFIGURATION);
        });
    }

    @Test
    void flagDeletedBeforeAFlushStaysDeleted() {
        setAll("true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            awaitFollowed(shop);
            redis.run("DEL", "feature:checkout");
            shop.awaitSource("checkout", Source.CONFIGURATION);
            redis.run("FLUSHALL");

            shop.awaitSource("other", Source.LAST_KNOWN);
            assertThat(shop.source("checkout")).isEqualTo(Source.CONFIGURATION);
        });
    }

    @Test
    void polledFlagDeletedBeforeAFlushStaysDeleted() {
        try (RedisProcess old = RedisProcess.start("--rename-command", "HELLO", "")) {
            Shop.on(old.port(), "feature-flags.redis.poll-interval=50ms").run(context -> {
                Shop shop = Shop.of(context);
                names.forEach(name -> old.run("SET", "feature:" + name, "true"));
                awaitFollowed(shop);
                old.run("DEL", "feature:checkout");
                shop.awaitSource("checkout", Source.CONFIGURATION);
                old.run("FLUSHALL");

                shop.awaitSource("other", Source.LAST_KNOWN);
                assertThat(shop.source("checkout")).isEqualTo(Source.CONFIGURATION);
                assertThat(shop.status().mode()).isEqualTo(SyncMode.POLLING);
            });
        }
    }

    @Test
    void polledFlagThatIsSetAgainAfterAFlushCanBeDeleted() {
        try (RedisProcess old = RedisProcess.start("--rename-command", "HELLO", "")) {
            Shop.on(old.port(), "feature-flags.redis.poll-interval=50ms").run(context -> {
                Shop shop = Shop.of(context);
                names.forEach(name -> old.run("SET", "feature:" + name, "true"));
                awaitFollowed(shop);
                old.run("FLUSHALL");
                awaitKept(shop);
                old.run("SET", "feature:checkout", "true");
                shop.awaitSource("checkout", Source.REDIS);
                Shop.holds(
                        "the others stay lost, longer than flags count as gone at once",
                        Duration.ofMillis(1_200),
                        () -> shop.source("other") == Source.LAST_KNOWN);
                old.run("DEL", "feature:checkout");

                shop.awaitSource("checkout", Source.CONFIGURATION);
            });
        }
    }

    @Test
    void flagDeletedWithAFlushOfAnotherDatabaseIsGone(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitEnabled("checkout", true);
            Shop.awaitRecorded(redis, "checkout");
            redis.run(
                    "EVAL",
                    "redis.call('DEL', KEYS[1]) redis.call('SELECT', 1) redis.call('FLUSHDB')",
                    "1",
                    "feature:checkout");

            shop.awaitSource("checkout", Source.CONFIGURATION);
            assertThat(output).doesNotContain(GONE);
        });
    }

    @Test
    void evictionFlipsNoFlag(CapturedOutput output) {
        IntStream.range(0, 20).forEach(flag -> names.add("flag" + flag));
        setAll("true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            awaitFollowed(shop);
            redis.run("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
            redis.run("CONFIG", "SET", "maxmemory", "1"); // As if other programs had filled it.
            Shop.soon("all are evicted").until(() -> "0".equals(redis.run("DBSIZE")));

            awaitKept(shop);
            redis.run("CONFIG", "SET", "maxmemory", "0");
            setAll("false");
            Shop.soon("all are off").until(() -> names.stream().noneMatch(shop::isEnabled));
            assertThat(output).containsOnlyOnce(GONE);
        });
    }

    @Test
    void restartOfAServerWithoutADiskFlipsNoFlag(CapturedOutput output) {
        setAll("true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            awaitFollowed(shop);
            redis.restart();
            shop.awaitMode(SyncMode.TRACKING);
            Shop.soon("logged").untilAsserted(() -> assertThat(output).containsOnlyOnce("4 of 4 " + GONE));

            awaitKept(shop);
            setAll("false");
            Shop.soon("all are off").until(() -> names.stream().noneMatch(shop::isEnabled));
            Shop.soon("logged").untilAsserted(() -> assertThat(output).containsOnlyOnce(ALL_BACK));
        });
    }

    @Test
    void keysDeletedByAUserAreGone(CapturedOutput output) {
        setAll("true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            awaitFollowed(shop);
            redis.run("DEL", "feature:checkout");
            shop.awaitSource("checkout", Source.CONFIGURATION);
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
            redis.run("DEL", "feature:checkout", "feature:other");

            shop.awaitSource("checkout", Source.CONFIGURATION);
            Shop.soon("other is gone").until(() -> !shop.isEnabled("other"));
            assertThat(shop.isEnabled("third")).isTrue();
            assertThat(output).doesNotContain(GONE);
        });
    }

    @Test
    void manyDeletionsByTheApiAreIntendedInEveryInstance(CapturedOutput output) {
        setAll("true");
        runner.withBean(ReceivedEvents.class)
                .run(one -> runner.withBean(ReceivedEvents.class).run(other -> {
                    List<Shop> both = List.of(Shop.of(one), Shop.of(other));
                    both.forEach(this::awaitFollowed);
                    names.forEach(name -> admin(one).delete(name, FlagWrite.by("ada")));

                    both.forEach(this::awaitGone);
                    for (ApplicationContext context : List.of(one, other)) {
                        Shop.soon("all are published")
                                .until(() -> changes(context).size() == names.size());
                        assertThat(changes(context)).containsExactlyInAnyOrderElementsOf(names);
                    }
                    assertThat(output).doesNotContain(GONE);
                }));
    }

    @Test
    void deletionsByTheApiDuringAnOutageAreIntended(CapturedOutput output) {
        setAll("true");
        try (TcpRelay relay = TcpRelay.to(redis.port())) {
            runner.run(one -> Shop.on(relay.port()).run(away -> {
                Shop shop = Shop.of(away);
                awaitFollowed(shop);
                relay.refuse();
                shop.awaitMode(SyncMode.DOWN);
                names.forEach(name -> admin(one).delete(name, FlagWrite.by("ada")));
                assertThat(names).allMatch(shop::isEnabled);
                relay.heal();

                awaitGone(shop);
                assertThat(output).doesNotContain(GONE);
            }));
        }
    }

    @Test
    void flushIsNoDeletionEvenIfFlagsWereDeletedBefore(CapturedOutput output) {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            for (String value : new String[] {"true", null, "true"}) {
                names.forEach(name -> write(context, name, value));
            }
            awaitFollowed(shop);
            redis.run("FLUSHALL");

            awaitKept(shop);
            Shop.soon("logged").untilAsserted(() -> assertThat(output).containsOnlyOnce("4 of 4 " + GONE));
        });
    }

    @Test
    void evictedFlagsKeepTheirValuesAfterTheirAbsenceIsRecorded(CapturedOutput output) {
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=100ms")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    for (String value : new String[] {"true", null, "true"}) {
                        names.forEach(name -> write(context, name, value));
                    }
                    awaitFollowed(shop);
                    redis.run(
                            "DEL",
                            "feature:checkout",
                            "feature:other",
                            "feature:third",
                            "feature:fourth"); // Like an eviction.
                    awaitKept(shop);
                    Shop.soon("recorded")
                            .until(() -> names.stream()
                                    .allMatch(name -> redis.run("GET", "audit-last:{feature:" + name + "}")
                                            .equals("-")));

                    Shop.holds("kept through readings", Duration.ofSeconds(1), () -> allOn(shop));
                    redis.run("CLIENT", "KILL", "TYPE", "normal");
                    Shop.holds("kept through sessions", Duration.ofSeconds(1), () -> allOn(shop));
                    assertThat(output).containsOnlyOnce(GONE);
                    write(context, "checkout", "true");
                    shop.awaitSource("checkout", Source.REDIS);
                    write(context, "checkout", null);
                    shop.awaitSource("checkout", Source.CONFIGURATION);
                    assertThat(shop.source("other")).isEqualTo(Source.LAST_KNOWN);
                });
    }

    @Test
    void manyDeletionsCountAsALossWithoutAReadableAuditTrail(CapturedOutput output) {
        setAll("true");
        List<String> user = new ArrayList<>(List.of("ACL", "SETUSER", "shop", "on", ">secret"));
        user.addAll(Shop.MINIMAL);
        redis.run(user.toArray(String[]::new));
        runner.run(one -> runner.withPropertyValues(
                        "spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(limited -> {
                    awaitFollowed(Shop.of(limited));
                    names.forEach(name -> admin(one).delete(name, FlagWrite.by("ada")));

                    awaitKept(Shop.of(limited));
                    awaitGone(Shop.of(one));
                    assertThat(output).containsOnlyOnce(GONE);
                    assertThat(Shop.of(limited).status().mode()).isEqualTo(SyncMode.TRACKING);
                }));
    }

    private static void write(ApplicationContext context, String name, @Nullable String value) {
        if (value == null) {
            admin(context).delete(name, FlagWrite.by("ada"));
        } else {
            admin(context).set(name, value, FlagWrite.by("ada"));
        }
    }

    private static FeatureFlagAdmin admin(ApplicationContext context) {
        return context.getBean(FeatureFlagAdmin.class);
    }

    private static List<String> changes(ApplicationContext context) {
        return context.getBean(ReceivedEvents.class).events().stream()
                .map(FeatureFlagChangedEvent::flag)
                .toList();
    }

    private void awaitGone(Shop shop) {
        Shop.soon("all are gone")
                .until(() -> names.stream()
                        .allMatch(name ->
                                shop.source(name) == (name.equals("checkout") ? Source.CONFIGURATION : Source.NONE)));
    }

    private void setAll(String value) {
        names.forEach(name -> redis.run("SET", "feature:" + name, value));
    }

    private void awaitFollowed(Shop shop) {
        // A name that is not in application.yml is read after its first use.
        Shop.soon("all are read")
                .until(() ->
                        names.stream().allMatch(name -> shop.isEnabled(name) && shop.source(name) == Source.REDIS));
    }

    private void awaitKept(Shop shop) {
        Shop.soon("all are kept").until(() -> names.stream().allMatch(name -> shop.source(name) == Source.LAST_KNOWN));
        assertThat(names).allMatch(shop::isEnabled);
    }

    private boolean allOn(Shop shop) {
        return names.stream().allMatch(shop::isEnabled);
    }
}
