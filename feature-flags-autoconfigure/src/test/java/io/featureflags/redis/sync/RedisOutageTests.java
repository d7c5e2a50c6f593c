package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.LogLines;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Redis killed, frozen or in a black hole: last known values, then application.yml, and no wait. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class RedisOutageTests {

    private static final EvaluationContext ANNA = EvaluationContext.of("anna");

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.runner(
            "spring.data.redis.port=" + redis.port(),
            "feature-flags.redis.poll-interval=50ms",
            "feature-flags.flags.checkout.enabled=false",
            "feature-flags.flags.only_in_yml.enabled=true");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void killedRedisKeepsTheLastValueUntilItReturnsWithANewOne(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            await().until(() -> flags.isEnabled("checkout"));
            redis.kill();
            await().until(() -> source(flags) == Source.LAST_KNOWN);

            await().during(Duration.ofSeconds(2)).until(() -> flags.isEnabled("checkout"));
            assertThat(flags.isEnabled("only_in_yml")).isTrue();
            assertThat(output).containsOnlyOnce("Redis does not answer");

            redis.restart();
            redis.run("SET", "feature:checkout", "false");
            await().until(() -> source(flags) == Source.REDIS && !flags.isEnabled("checkout"));
            assertThat(output).containsOnlyOnce("Redis answers again");
        });
    }

    @Test
    void frozenRedisDelaysNoCaller(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            await().until(() -> flags.isEnabled("checkout"));
            AtomicBoolean done = new AtomicBoolean();
            LongAdder calls = new LongAdder();
            CompletableFuture<?>[] callers = IntStream.range(0, 4)
                    .mapToObj(caller -> CompletableFuture.runAsync(() -> {
                        while (!done.get()) {
                            assertThat(flags.isEnabled("checkout")).isTrue();
                            flags.isEnabled("unknown_" + calls.sum() % 5);
                            calls.increment();
                        }
                    }))
                    .toArray(CompletableFuture<?>[]::new);

            redis.freeze();
            calls.reset();
            await().until(() -> source(flags) == Source.LAST_KNOWN);
            long whileFrozen = calls.sum();
            redis.thaw();
            await().until(() -> source(flags) == Source.REDIS);
            done.set(true);

            assertThat(CompletableFuture.allOf(callers)).succeedsWithin(Duration.ofSeconds(30));
            // A waiting call takes 500 ms, the timeout of a command: there would be only a few of them.
            assertThat(whileFrozen).isGreaterThan(10_000);
            assertThat(output).containsOnlyOnce("Redis does not answer");
        });
    }

    @Test
    void startsWithoutRedis(CapturedOutput output) {
        redis.kill();
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.evaluate("checkout", ANNA).source()).isEqualTo(Source.CONFIGURATION);
            assertThat(flags.isEnabled("only_in_yml")).isTrue();
            await().untilAsserted(() -> assertThat(output)
                    .containsOnlyOnce("Redis does not answer")
                    .contains(":" + redis.port() + ": Connection refused"));

            redis.restart();
            redis.run("SET", "feature:checkout", "true");
            await().until(() -> flags.isEnabled("checkout"));
        });
    }

    @Test
    void startsWhileRedisIsFrozen() {
        redis.freeze();
        long started = System.nanoTime();
        runner.run(context -> {
            // Far below the 60 s that Lettuce would wait; the exact time depends on the machine.
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.isEnabled("only_in_yml")).isTrue();

            redis.thaw();
            redis.run("SET", "feature:checkout", "true");
            await().until(() -> flags.isEnabled("checkout"));
        });
    }

    @Test
    void startsAndStopsWhileConnectionsEndInABlackHole() throws IOException {
        // Only its backlog accepts connections.
        try (ServerSocket blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            runner.withPropertyValues("spring.data.redis.port=" + blackHole.getLocalPort())
                    .run(context -> assertThat(
                                    context.getBean(FeatureFlags.class).isEnabled("only_in_yml"))
                            .isTrue());
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("feature-flags-redis"));
    }

    @Test
    @DisplayName("R44: an outage is logged once, by this library only, and no attempt to connect ends a thread")
    void outageIsLoggedOnceAndByThisLibraryOnly() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            Shop.awaitRecorded(redis, "checkout");
            Set<Thread> threads = ioThreads();
            try (LogLines lines = LogLines.begin()) {
                redis.kill();
                shop.awaitMode(SyncMode.DOWN);
                // Longer than the driver's timeout of a handshake.
                Shop.holds("down", Duration.ofSeconds(5), () -> shop.status().mode() == SyncMode.DOWN);

                assertThat(lines.of("io.featureflags")).hasSize(1);
                assertThat(lines.of("io.lettuce")).noneMatch(line -> !line.startsWith("INFO"));
                assertThat(lines.of("io.netty")).isEmpty();
                assertThat(lines.withStackTrace()).isEmpty();
            }
            // The threads that follow flags. Those of the idle audit trail have ended.
            assertThat(ioThreads()).containsAnyElementsOf(threads);
        });
    }

    @Test
    void connectionClosedByTheServerIsNoOutage(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            await().until(() -> flags.isEnabled("checkout"));
            for (int kill = 0; kill < 5; kill++) {
                redis.run("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
                String value = Boolean.toString(kill % 2 == 1);
                redis.run("SET", "feature:checkout", value);
                await().until(() -> flags.isEnabled("checkout") == Boolean.parseBoolean(value));
            }
            assertThat(output).doesNotContain("Redis does not answer");
        });
    }

    @Test
    void closedContextsLeaveNoThreadAndNoConnection() {
        runner.run(context -> assertThat(context).hasNotFailed());
        long threads = flagThreads();
        for (int round = 0; round < 20; round++) {
            runner.run(context -> {
                context.stop();
                context.start();
                redis.run("SET", "feature:checkout", "true");
                await().until(() -> context.getBean(FeatureFlags.class).isEnabled("checkout"));
                redis.run("DEL", "feature:checkout");
            });
        }

        await().untilAsserted(() -> assertThat(flagThreads()).isLessThanOrEqualTo(threads));
        await().untilAsserted(() -> assertThat(redis.run("CLIENT", "LIST")).doesNotContain("-flags"));
    }

    @Test
    void checksOfNewNamesDoNotFailDuringAStop() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<?> caller = CompletableFuture.runAsync(() -> {
                for (int name = 0; !done.get(); name++) {
                    assertThat(flags.isEnabled("new_name_" + name)).isFalse();
                }
            });

            for (int round = 0; round < 10; round++) {
                context.stop();
                context.start();
            }
            done.set(true);

            assertThat(caller).succeedsWithin(Duration.ofSeconds(30));
        });
    }

    private static Set<Thread> ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("feature-flags-io"))
                .collect(Collectors.toSet());
    }

    private static Source source(FeatureFlags flags) {
        return flags.evaluate("checkout", ANNA).source();
    }

    private static long flagThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("feature-flags")
                        || thread.getName().startsWith("lettuce"))
                .count();
    }
}
