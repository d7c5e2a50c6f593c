package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Many threads call while the flag changes: each call runs one branch, and its caller gets the result of that branch. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ConcurrentCallsTests {

    private static final String FLAG = "flipping";

    private static final int THREADS = 64;

    private static final int CALLS = 10_000;

    /** Results in 1,000 changes of the flag. */
    private static final long CALLS_PER_FLIP = 640;

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    interface Shop {

        String checkout(int order);
    }

    /** Counts the runs of each branch. */
    static class RunCounts {

        final LongAdder newRuns = new LongAdder();

        final LongAdder legacyRuns = new LongAdder();

        final LongAdder failures = new LongAdder();

        String answer(LongAdder branch, int order) {
            branch.increment();
            return (branch.equals(newRuns) ? "new " : "legacy ") + order;
        }
    }

    static class PublicLegacy implements Shop {

        private final RunCounts counts;

        PublicLegacy(RunCounts counts) {
            this.counts = counts;
        }

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyCheckout")
        public String checkout(int order) {
            return counts.answer(counts.newRuns, order);
        }

        public String legacyCheckout(int order) {
            return counts.answer(counts.legacyRuns, order);
        }
    }

    static class PrivateLegacy implements Shop {

        private final RunCounts counts;

        PrivateLegacy(RunCounts counts) {
            this.counts = counts;
        }

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyCheckout")
        public String checkout(int order) {
            return counts.answer(counts.newRuns, order);
        }

        private String legacyCheckout(int order) {
            return counts.answer(counts.legacyRuns, order);
        }
    }

    static class Rescued implements Shop {

        private static final class Failure extends RuntimeException {

            private static final long serialVersionUID = 1L;

            private final int order;

            Failure(int order) {
                super("of order " + order, null, false, false);
                this.order = order;
            }
        }

        private final RunCounts counts;

        Rescued(RunCounts counts) {
            this.counts = counts;
        }

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyCheckout", rescueOn = Failure.class)
        public String checkout(int order) {
            if (order % 3 == 0) {
                counts.failures.increment();
                throw new Failure(order);
            }
            return counts.answer(counts.newRuns, order);
        }

        private String legacyCheckout(int order, @Nullable Throwable failure) {
            if (failure instanceof Failure rescued && rescued.order != order) {
                throw new AssertionError("Order " + order + " got the failure of order " + rescued.order);
            }
            return counts.answer(counts.legacyRuns, order);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsWithPublicLegacyCode(boolean classProxies) {
        RunCounts counts = new RunCounts();
        run(
                runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                        .withBean(Shop.class, () -> new PublicLegacy(counts)),
                counts);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsWithPrivateLegacyCode(boolean classProxies) {
        RunCounts counts = new RunCounts();
        run(
                runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                        .withBean(Shop.class, () -> new PrivateLegacy(counts)),
                counts);
    }

    @Test
    void rescuedCalls() {
        RunCounts counts = new RunCounts();
        run(runner.withBean(Shop.class, () -> new Rescued(counts)), counts);

        assertThat(counts.failures.sum()).isPositive();
    }

    private void run(ApplicationContextRunner application, RunCounts counts) {
        store.set(FLAG, "false");
        application.run(context -> {
            Shop shop = context.getBean(Shop.class);
            AtomicLong done = new AtomicLong();
            Map<String, LongAdder> answers = new ConcurrentHashMap<>();
            CountDownLatch ready = new CountDownLatch(THREADS);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                CompletableFuture<?>[] callers = IntStream.range(0, THREADS)
                        .mapToObj(thread ->
                                CompletableFuture.runAsync(() -> call(shop, thread, ready, done, answers), threads))
                        .toArray(CompletableFuture<?>[]::new);

                assertThat(CompletableFuture.allOf(callers)).succeedsWithin(Duration.ofSeconds(60));
            } finally {
                threads.shutdownNow();
            }
            assertThat(answers.keySet()).containsExactlyInAnyOrder("new", "legacy");
            assertThat(sum(answers, "new")).isEqualTo(counts.newRuns.sum());
            assertThat(sum(answers, "legacy")).isEqualTo(counts.legacyRuns.sum());
            assertThat(counts.newRuns.sum() + counts.legacyRuns.sum()).isEqualTo((long) THREADS * CALLS);
        });
    }

    private void call(Shop shop, int thread, CountDownLatch ready, AtomicLong done, Map<String, LongAdder> answers) {
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
        for (int call = 0; call < CALLS; call++) {
            int order = thread * CALLS + call;
            String answer = shop.checkout(order);
            String branch = answer.substring(0, answer.indexOf(' '));
            if (!answer.equals(branch + " " + order)) {
                throw new AssertionError("Order " + order + " got " + answer);
            }
            answers.computeIfAbsent(branch, key -> new LongAdder()).increment();
            // Spreads the changes over the calls, so that there are calls before and after each change.
            long calls = done.incrementAndGet();
            if (calls % CALLS_PER_FLIP == 0) {
                store.set(FLAG, Boolean.toString(calls / CALLS_PER_FLIP % 2 == 1));
            }
        }
    }

    private static long sum(Map<String, LongAdder> answers, String branch) {
        LongAdder sum = answers.get(branch);
        return sum == null ? 0 : sum.sum();
    }
}
