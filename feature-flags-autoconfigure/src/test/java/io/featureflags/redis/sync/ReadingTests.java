package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The number of reads, and the order in which replies count. */
@Tag("waiting")
class ReadingTests {

    private static final List<String> READS = List.of("mget", "get", "strlen", "exists");

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test // R39
    void newFlagIsReadOnceForManyThreads() throws InterruptedException {
        int callers = 200;
        redis.run("SET", "feature:cold", "true");
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        Shop.on(redis.port()).run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            long before = reads();
            CountDownLatch ready = new CountDownLatch(callers);
            CompletableFuture<?>[] calls = IntStream.range(0, callers)
                    .mapToObj(caller -> CompletableFuture.runAsync(
                            () -> {
                                ready.countDown();
                                awaitAll(ready);
                                shop.isEnabled("cold");
                            },
                            threads))
                    .toArray(CompletableFuture<?>[]::new);
            assertThat(CompletableFuture.allOf(calls)).succeedsWithin(Duration.ofSeconds(30));

            shop.awaitEnabled("cold", true);
            // One for checks, and up to three for each of the two audit trails, of this flag and of checkout.
            assertThat(reads() - before).isBetween(1L, 7L);
        });
        threads.shutdownNow();
    }

    @Test // R26
    void absentFlagIsReadOnceForManyChecks() {
        Shop.on(redis.port()).run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            long before = Shop.calls(redis, "mget");
            for (int call = 0; call < 10_000; call++) {
                assertThat(shop.isEnabled("absent")).isFalse();
            }
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);

            // Two for checks, and three for audit trails: one of this flag, two of checkout before and after.
            assertThat(Shop.calls(redis, "mget") - before).isLessThanOrEqualTo(5);
        });
    }

    @Test // R26
    void absentFlagIsReadOncePerReconcileInterval() {
        Shop.on(redis.port(), "feature-flags.redis.reconcile-interval=200ms").run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            long before = Shop.calls(redis, "mget");
            long started = System.nanoTime();
            Shop.holds(
                    "absent",
                    Duration.ofSeconds(1),
                    () -> IntStream.range(0, 100).noneMatch(call -> shop.isEnabled("absent")));
            long calls = Shop.calls(redis, "mget") - before;

            long intervals = Duration.ofNanos(System.nanoTime() - started).toMillis() / 200;
            assertThat(calls).isBetween(2L, intervals + 4); // Two may be for the audit trail.
            redis.run("SET", "feature:absent", "true");
            shop.awaitEnabled("absent", true);
        });
    }

    @Test // R38; ReadOrderTests proves the rule itself, since one connection replies in order
    void burstOfChangesEndsAtTheLastOneDespiteLateReplies() {
        List<String> names =
                IntStream.range(0, 20).mapToObj(flag -> "flag" + flag).toList();
        try (TcpRelay relay = TcpRelay.to(redis.port())) {
            Shop.on(relay.port(), "feature-flags.redis.timeout=5s").run(context -> {
                Shop shop = Shop.of(context);
                relay.delay(Duration.ofMillis(60));
                for (int round = 0; round < 6; round++) {
                    String last = Boolean.toString(round % 2 == 0);
                    String first = Boolean.toString(round % 2 == 1);
                    Stream.of(first, last, first, last)
                            .forEach(value -> names.forEach(name -> redis.run("SET", "feature:" + name, value)));
                    redis.run("SET", "feature:checkout", last);
                    // There is no reading after that of the last report, so that a wrong value would stay.
                    shop.awaitEnabled("checkout", Boolean.parseBoolean(last));
                    Shop.soon("all are " + last)
                            .until(() -> names.stream()
                                    .allMatch(name -> shop.isEnabled(name) == Boolean.parseBoolean(last)));
                }
                assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
            });
        }
    }

    private long reads() {
        return READS.stream().mapToLong(command -> Shop.calls(redis, command)).sum();
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
