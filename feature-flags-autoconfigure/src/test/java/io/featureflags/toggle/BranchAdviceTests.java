package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.RecordingTransactions;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.AdviceOrderTests.Caches;
import io.featureflags.toggle.AdviceOrderTests.Retries;
import io.featureflags.toggle.AdviceOrderTests.Transactions;
import io.featureflags.toggle.AdviceOrderTests.Validation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.annotation.Validated;

/** What {@code docs/order.md} documents about advice of the two branches. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class BranchAdviceTests {

    private final SettableStore store = new SettableStore();

    private final AtomicInteger decisions = new AtomicInteger();

    private final List<Boolean> decisionsInTransaction = new ArrayList<>();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                decisionsInTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
                return EvaluationContext.of("anna");
            });

    static class Flaky {

        private final SettableStore store;

        private final AtomicInteger attempts = new AtomicInteger();

        Flaky(SettableStore store) {
            this.store = store;
        }

        @FeatureToggle(value = "flaky", fallback = "legacy")
        @Retryable(maxRetries = 3, delay = 1)
        String call() {
            store.set("flaky", "false");
            throw new IllegalStateException("attempt " + attempts.incrementAndGet());
        }

        private String legacy() {
            return "legacy";
        }
    }

    @Test
    void callWithThreeRetriesIsDecidedOnce() {
        store.set("flaky", "{\"users\": [\"anna\"]}");
        runner.withUserConfiguration(Retries.class)
                .withBean(Flaky.class, () -> new Flaky(store))
                .run(context -> {
                    Flaky flaky = context.getBean(Flaky.class);

                    assertThatExceptionOfType(IllegalStateException.class)
                            .isThrownBy(flaky::call)
                            .withMessage("attempt 4");
                    assertThat(decisions).hasValue(1);
                    assertThat(flaky.call()).isEqualTo("legacy");
                });
    }

    static class CachedPrices {

        private final AtomicInteger runs = new AtomicInteger();

        @FeatureToggle(value = "cached", fallback = "uncached")
        @Cacheable("prices")
        public String newOnly(String product) {
            return "new " + runs.incrementAndGet();
        }

        private String uncached(String product) {
            return "legacy " + runs.incrementAndGet();
        }

        @FeatureToggle(value = "cached", fallback = "ownCacheLegacy")
        @Cacheable("own")
        public String ownCaches(String product) {
            return "new " + runs.incrementAndGet();
        }

        @Cacheable("ownLegacy")
        public String ownCacheLegacy(String product) {
            return "legacy " + runs.incrementAndGet();
        }

        @FeatureToggle(value = "cached", fallback = "sharedCacheLegacy")
        @Cacheable("shared")
        public String sharedCache(String product) {
            return "new " + runs.incrementAndGet();
        }

        @Cacheable("shared")
        public String sharedCacheLegacy(String product) {
            return "legacy " + runs.incrementAndGet();
        }
    }

    @Test
    void branchesDoNotShareCachedResults() {
        runner.withUserConfiguration(Caches.class)
                .withBean(CachedPrices.class, () -> new CachedPrices())
                .run(context -> {
                    CachedPrices prices = context.getBean(CachedPrices.class);

                    store.set("cached", "true");
                    assertThat(List.of(prices.newOnly("tea"), prices.newOnly("tea")))
                            .containsExactly("new 1", "new 1");
                    assertThat(List.of(prices.ownCaches("tea"), prices.ownCaches("tea")))
                            .containsExactly("new 2", "new 2");
                    store.set("cached", "false");
                    assertThat(List.of(prices.newOnly("tea"), prices.newOnly("tea")))
                            .containsExactly("legacy 3", "legacy 4");
                    assertThat(List.of(prices.ownCaches("tea"), prices.ownCaches("tea")))
                            .containsExactly("legacy 5", "legacy 5");
                    store.set("cached", "true");
                    assertThat(prices.newOnly("tea")).isEqualTo("new 1");
                    assertThat(prices.ownCaches("tea")).isEqualTo("new 2");
                });
    }

    @Test
    void branchesWithTheSameCacheAndKeyShareResults() {
        runner.withUserConfiguration(Caches.class)
                .withBean(CachedPrices.class, () -> new CachedPrices())
                .run(context -> {
                    CachedPrices prices = context.getBean(CachedPrices.class);

                    store.set("cached", "true");
                    assertThat(prices.sharedCache("tea")).isEqualTo("new 1");
                    store.set("cached", "false");
                    assertThat(prices.sharedCache("tea")).isEqualTo("new 1");
                    assertThat(prices.sharedCache("milk")).isEqualTo("legacy 2");
                });
    }

    static class Orders {

        private final RecordingTransactions transactions;

        Orders(RecordingTransactions transactions) {
            this.transactions = transactions;
        }

        @FeatureToggle(value = "orders", fallback = "legacyOrder", rescueOn = IllegalStateException.class)
        @Transactional
        public void order(boolean failing) {
            transactions.add("new");
            if (failing) {
                throw new IllegalStateException("full");
            }
        }

        private void legacyOrder(boolean failing, @Nullable Throwable failure) {
            transactions.add(failure == null ? "legacy" : "legacy after " + failure.getMessage());
        }

        @FeatureToggle(value = "orders", fallback = "transactedLegacy")
        @Transactional
        public void twoTransactions() {
            transactions.add("new");
        }

        @Transactional
        public void transactedLegacy() {
            transactions.add("legacy");
        }
    }

    @Test
    void transactionIsRolledBackBeforeTheRescue() {
        store.set("orders", "{\"users\": [\"anna\"]}");
        runner.withUserConfiguration(Transactions.class).withBean(Orders.class).run(context -> {
            Orders orders = context.getBean(Orders.class);
            RecordingTransactions transactions = context.getBean(RecordingTransactions.class);

            orders.order(false);
            orders.order(true);
            orders.twoTransactions();
            store.set("orders", "{\"users\": [\"ben\"]}");
            orders.order(false);
            orders.twoTransactions();

            assertThat(transactions.events())
                    .containsExactly(
                            "begin",
                            "new",
                            "commit",
                            "begin",
                            "new",
                            "rollback",
                            "legacy after full",
                            "begin",
                            "new",
                            "commit",
                            "legacy",
                            "begin",
                            "legacy",
                            "commit");
            assertThat(decisionsInTransaction).hasSize(5).containsOnly(false);
        });
    }

    @Validated
    static class Addresses {

        @FeatureToggle(value = "addresses", fallback = "legacyStore")
        public String store(@NotBlank String address) {
            return "new";
        }

        private String legacyStore(String address) {
            return "legacy";
        }

        @FeatureToggle(value = "addresses", fallback = "publicLegacy")
        public String storeAnywhere(String address) {
            return "new";
        }

        public String publicLegacy(@NotBlank String address) {
            return "legacy";
        }
    }

    @Test
    void constraintsOfTheExecutedMethodApply() {
        runner.withUserConfiguration(Validation.class)
                .withBean(Addresses.class, () -> new Addresses())
                .run(context -> {
                    Addresses addresses = context.getBean(Addresses.class);

                    store.set("addresses", "true");
                    assertThatExceptionOfType(ConstraintViolationException.class)
                            .isThrownBy(() -> addresses.store(""));
                    assertThat(addresses.storeAnywhere("")).isEqualTo("new");
                    store.set("addresses", "false");
                    assertThat(addresses.store("")).isEqualTo("legacy");
                    assertThatExceptionOfType(ConstraintViolationException.class)
                            .isThrownBy(() -> addresses.storeAnywhere(""));
                });
    }
}
