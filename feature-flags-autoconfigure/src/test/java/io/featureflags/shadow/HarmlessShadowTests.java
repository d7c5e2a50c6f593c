package io.featureflags.shadow;

import static io.featureflags.shadow.ShadowContext.awaitCount;
import static io.featureflags.shadow.ShadowContext.count;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.testing.SettableStore;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** New code in a shadow harms neither the callers nor the shutdown, even if it never ends. */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class HarmlessShadowTests {

    private final SettableStore store = new SettableStore();

    private final AtomicBoolean released = new AtomicBoolean();

    private final ApplicationContextRunner runner =
            ShadowContext.runner(store).withBean(Prices.class).withPropertyValues("feature-flags.shadow.timeout=100ms");

    static class Prices {

        @FeatureToggle(value = "prices", fallback = "legacyPrice", shadow = true)
        String price(Supplier<String> newCode) {
            return newCode.get();
        }

        private String legacyPrice(Supplier<String> newCode) {
            return "legacy";
        }
    }

    @AfterEach
    void release() {
        released.set(true);
    }

    @Test
    void slowNewCodeIsInterrupted() {
        runner.run(context -> {
            Prices prices = context.getBean(Prices.class);
            for (int i = 1; i <= 5; i++) {
                assertThat(prices.price(HarmlessShadowTests::sleepForEver)).isEqualTo("legacy");
                awaitCount(context, ShadowOutcome.TIMED_OUT, i);
            }
            assertThat(prices.price(() -> "legacy")).isEqualTo("legacy");
            awaitCount(context, ShadowOutcome.SAME, 1);
            assertThat(count(context, ShadowOutcome.NEW_FAILED)).isZero();
        });
    }

    @Test
    void hungThreadsAreReplacedUpToALimit(CapturedOutput output) {
        runner.run(context -> {
            Prices prices = context.getBean(Prices.class);
            int all = ShadowPool.MAX_HUNG + 2;
            for (int i = 1; i <= all; i++) {
                prices.price(this::hang);
                awaitCount(context, ShadowOutcome.TIMED_OUT, i);
            }
            for (int i = 0; i < ShadowPool.MAX_WAITING + 1; i++) {
                assertThat(prices.price(() -> "legacy")).isEqualTo("legacy");
            }
            awaitCount(context, ShadowOutcome.DROPPED, 1);
            assertThat(count(context, ShadowOutcome.SAME)).isZero();

            released.set(true);
            awaitCount(context, ShadowOutcome.SAME, ShadowPool.MAX_WAITING);
            assertThat(count(context, ShadowOutcome.TIMED_OUT)).isEqualTo(all);
            assertThat(output.getAll().split("ignores that it was interrupted", -1))
                    .hasSize(2);
        });
    }

    @Test
    void errorsCountAsFailures() {
        runner.run(context -> {
            Prices prices = context.getBean(Prices.class);
            prices.price(() -> endless(0));
            awaitCount(context, ShadowOutcome.NEW_FAILED, 1);
            prices.price(() -> {
                throw new OutOfMemoryError("planted");
            });
            awaitCount(context, ShadowOutcome.NEW_FAILED, 2);
            prices.price(HarmlessShadowTests::fillTheMemory);
            awaitCount(context, ShadowOutcome.NEW_FAILED, 3);
            prices.price(() -> {
                throw new NoClassDefFoundError("planted");
            });
            awaitCount(context, ShadowOutcome.NEW_FAILED, 4);
            prices.price(() -> "legacy");
            awaitCount(context, ShadowOutcome.SAME, 1);
        });
    }

    @Test
    void floodIsDroppedAndCounted() {
        CountDownLatch entered = new CountDownLatch(2);
        runner.withPropertyValues("feature-flags.shadow.timeout=1h").run(context -> {
            Prices prices = context.getBean(Prices.class);
            for (int i = 0; i < 2; i++) {
                prices.price(() -> {
                    entered.countDown();
                    return hang();
                });
            }
            Shop.soon("both threads run").until(() -> entered.getCount() == 0);
            for (int i = 0; i < 1_000; i++) {
                assertThat(prices.price(() -> "legacy")).isEqualTo("legacy");
            }
            assertThat(count(context, ShadowOutcome.DROPPED)).isEqualTo(1_000 - ShadowPool.MAX_WAITING);
            released.set(true);
            awaitCount(context, ShadowOutcome.SAME, ShadowPool.MAX_WAITING);
        });
    }

    @Test
    void shutdownDoesNotWaitForAShadow() {
        CountDownLatch entered = new CountDownLatch(1);
        List<Long> closing = new ArrayList<>();
        runner.withPropertyValues("feature-flags.shadow.timeout=1h").run(context -> {
            context.getBean(Prices.class).price(() -> {
                entered.countDown();
                return hang();
            });
            Shop.soon("the shadow hangs").until(() -> entered.getCount() == 0);
            long start = System.nanoTime();
            context.close();
            closing.add(System.nanoTime() - start);
        });
        assertThat(Duration.ofNanos(closing.get(0))).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void threadsEndWithTheContext() {
        List<Thread> threads = new ArrayList<>();
        runner.run(context -> {
            context.getBean(Prices.class).price(() -> {
                threads.add(Thread.currentThread());
                return "legacy";
            });
            awaitCount(context, ShadowOutcome.SAME, 1);
        });
        Shop.soon("the thread has ended").until(() -> !threads.get(0).isAlive());
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    /** Ignores each interrupt. */
    private String hang() {
        while (!released.get()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            var unused = Thread.interrupted();
        }
        return "late";
    }

    private static String sleepForEver() {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static String fillTheMemory() {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            kept.add(new byte[Integer.MAX_VALUE]); // More than an array of a virtual machine may have.
        }
        return "filled with " + kept.size();
    }

    private static String endless(int depth) {
        return depth < 0 ? "" : endless(depth + 1) + depth;
    }
}
