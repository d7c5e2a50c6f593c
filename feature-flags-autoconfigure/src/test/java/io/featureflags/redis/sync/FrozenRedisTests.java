package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.LogLines;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A Redis with open connections that does not answer: by SIGSTOP, and by CLIENT PAUSE. */
@Tag("waiting")
class FrozenRedisTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {300, 3_000})
    void freezeOnlyDelaysAChange(long millis) {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            redis.freeze();
            CompletableFuture<String> change =
                    CompletableFuture.supplyAsync(() -> redis.run("SET", "feature:checkout", "false"));
            Shop.holds("on while frozen", Duration.ofMillis(millis), () -> shop.isEnabled("checkout"));
            redis.thaw();

            assertThat(change).succeedsWithin(Duration.ofSeconds(30));
            shop.awaitEnabled("checkout", false);
            shop.awaitSource("checkout", Source.REDIS);
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    @Test
    void longFreezeIsLoggedOnceAndEndsAtOnce() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            Shop.awaitRecorded(redis, "checkout");
            long threads = ownThreads().count();
            try (LogLines lines = LogLines.begin()) {
                redis.freeze();
                Shop.holds("on while frozen", Duration.ofSeconds(70), () -> {
                    IntStream.range(0, 100).forEach(call -> shop.isEnabled("unknown" + call));
                    return shop.isEnabled("checkout") && ownThreads().count() <= threads + 4;
                });
                assertThat(shop.source("checkout")).isEqualTo(Source.LAST_KNOWN);
                assertThat(shop.status().mode()).isEqualTo(SyncMode.DOWN);
                redis.thaw();
                long thawed = System.nanoTime();
                redis.run("SET", "feature:checkout", "false");
                shop.awaitEnabled("checkout", false);

                // The driver alone would reconnect after up to 30 seconds.
                assertThat(Duration.ofNanos(System.nanoTime() - thawed)).isLessThan(Duration.ofSeconds(10));
                // R44: one line at its beginning, one per minute, one at its end.
                Shop.soon("logged")
                        .untilAsserted(
                                () -> assertThat(lines.of("io.featureflags")).hasSizeBetween(2, 4));
                assertThat(lines.all()).hasSizeLessThan(10);
                assertThat(lines.withStackTrace()).isEmpty();
            }
            Shop.soon("one connection is left")
                    .untilAsserted(() -> assertThat(redis.run("CLIENT", "LIST").lines())
                            .filteredOn(line -> line.contains("name=shop-flags "))
                            .hasSize(1));
        });
    }

    @Test // R02, R25
    void noCallerIsEverInTheDriverOrOnALock() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            AtomicBoolean done = new AtomicBoolean();
            AtomicBoolean wrong = new AtomicBoolean();
            Thread ofKnown = caller(done, wrong, call -> shop.isEnabled("checkout"));
            Thread ofNew = caller(done, wrong, call -> !shop.isEnabled("unknown" + call));
            redis.freeze();
            Shop.holds("no caller waits", Duration.ofSeconds(5), () -> {
                assertThat(ofKnown.getState()).isEqualTo(Thread.State.RUNNABLE);
                assertThat(frames(ofKnown)).noneMatch(frame -> frame.startsWith("java.util.concurrent.locks"));
                assertThat(Stream.of(ofKnown, ofNew).flatMap(caller -> frames(caller).stream()))
                        .noneMatch(FrozenRedisTests::isInsideTheDriver);
                assertThat(commonPoolFrames()).noneMatch(FrozenRedisTests::isInsideTheDriver);
                return !wrong.get();
            });
            shop.awaitMode(SyncMode.DOWN);
            redis.thaw();
            shop.awaitMode(SyncMode.TRACKING);
            done.set(true);
            ofKnown.join();
            ofNew.join();

            assertThat(wrong).isFalse();
        });
    }

    @Test
    void pauseOfAllClientsOnlyDelaysAChange() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            redis.run("CLIENT", "PAUSE", "3000");
            CompletableFuture<String> change =
                    CompletableFuture.supplyAsync(() -> redis.run("SET", "feature:checkout", "false"));
            Shop.holds("on while paused", Duration.ofSeconds(2), () -> shop.isEnabled("checkout"));

            assertThat(change).succeedsWithin(Duration.ofSeconds(30));
            shop.awaitEnabled("checkout", false);
            shop.awaitMode(SyncMode.TRACKING);
            shop.awaitSource("checkout", Source.REDIS);
        });
    }

    @Test
    void pauseOfWritersIsNotLogged() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            Shop.awaitRecorded(redis, "checkout");
            try (LogLines lines = LogLines.begin()) {
                redis.run("CLIENT", "PAUSE", "2500", "WRITE");
                CompletableFuture<String> change =
                        CompletableFuture.supplyAsync(() -> redis.run("SET", "feature:checkout", "false"));
                assertThat(change).succeedsWithin(Duration.ofSeconds(30));

                shop.awaitEnabled("checkout", false);
                assertThat(lines.of("io.featureflags")).isEmpty();
            }
        });
    }

    private static Thread caller(AtomicBoolean done, AtomicBoolean wrong, LongPredicate call) {
        Thread caller = new Thread(
                () -> {
                    for (long calls = 0; !done.get(); calls++) {
                        if (!call.test(calls)) {
                            wrong.set(true);
                        }
                    }
                },
                "caller");
        caller.setUncaughtExceptionHandler((thread, thrown) -> wrong.set(true));
        caller.setDaemon(true);
        caller.start();
        return caller;
    }

    private static boolean isInsideTheDriver(String frame) {
        return Stream.of(
                        "io.lettuce", "io.netty", "org.springframework.data.redis", RedisSync.class.getName() + ".open")
                .anyMatch(frame::startsWith);
    }

    private static List<String> frames(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList();
    }

    private static List<String> commonPoolFrames() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("commonPool"))
                .flatMap(thread -> frames(thread).stream())
                .toList();
    }

    private static Stream<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("feature-flags")
                        || thread.getName().startsWith("lettuce"));
    }
}
