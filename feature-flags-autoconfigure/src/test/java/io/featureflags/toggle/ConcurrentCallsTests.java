package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.FeatureToggle;
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
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Many threads call while the flag flips: each call runs one branch, and its caller gets what that answered. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ConcurrentCallsTests {

    private static final String FLAG = "flipping";

    private static final int THREADS = 64;

    private static final int CALLS = 10_000;

    /** There are 1,000 of them. */
    private static final long CALLS_PER_FLIP = 640;

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    interface Shop {

        String checkout(int order);
    }

    /** What has run, by branch. */
    static class Counted {

        final LongAdder ofNew = new LongAdder();

        final LongAdder ofLegacy = new LongAdder();

        final LongAdder failures = new LongAdder();

        String answer(LongAdder branch, int order) {
            branch.increment();
            return (branch.equals(ofNew) ? "new " : "legacy ") + order;
        }
    }

    static class PublicLegacy implements Shop {

        private final Counted counted;

        PublicLegacy(Counted counted) {
            this.counted = counted;
        }

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyCheckout")
        public String checkout(int order) {
            return counted.answer(counted.ofNew, order);
        }

        public String legacyCheckout(int order) {
            return counted.answer(counted.ofLegacy, order);
        }
    }

    static class PrivateLegacy implements Shop {

        private final Counted counted;

        PrivateLegacy(Counted counted) {
            this.counted = counted;
        }

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyCheckout")
        public String checkout(int order) {
            return counted.answer(counted.ofNew, order);
        }

        private String legacyCheckout(int order) {
            return counted.answer(counted.ofLegacy, order);
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

        private final Counted counted;

        Rescued(Counted counted) {
            this.counted = counted;
        }

        @Override
        @FeatureToggle(value = FLAG, fallback = "legacyCheckout", rescueOn = Failure.class)
        public String checkout(int order) {
            if (order % 3 == 0) {
                counted.failures.increment();
                throw new Failure(order);
            }
            return counted.answer(counted.ofNew, order);
        }

        private String legacyCheckout(int order, @Nullable Throwable failure) {
            if (failure instanceof Failure mine && mine.order != order) {
                throw new AssertionError("The failure of order " + mine.order + " came with order " + order);
            }
            return counted.answer(counted.ofLegacy, order);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsOfPublicLegacyCode(boolean classProxies) {
        Counted counted = new Counted();
        run(
                runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                        .withBean(Shop.class, () -> new PublicLegacy(counted)),
                counted);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsOfPrivateLegacyCode(boolean classProxies) {
        Counted counted = new Counted();
        run(
                runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                        .withBean(Shop.class, () -> new PrivateLegacy(counted)),
                counted);
    }

    @Test
    void callsThatAreMadeUpFor() {
        Counted counted = new Counted();
        run(runner.withBean(Shop.class, () -> new Rescued(counted)), counted);

        assertThat(counted.failures.sum()).isPositive();
    }

    private void run(ApplicationContextRunner application, Counted counted) {
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
            assertThat(sum(answers, "new")).isEqualTo(counted.ofNew.sum());
            assertThat(sum(answers, "legacy")).isEqualTo(counted.ofLegacy.sum());
            assertThat(counted.ofNew.sum() + counted.ofLegacy.sum()).isEqualTo((long) THREADS * CALLS);
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
            // Spreads the flips over the calls, so that there are some on both sides of each.
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
