package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.RecordingTransactions;
import io.featureflags.testing.SettableStore;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.AbstractRetryInterceptor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationInterceptor;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

/** What {@code docs/order.md} says of the toggle and of other advice is so. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class AdviceOrderTests {

    private static final Path DOCUMENT = Path.of("../docs/order.md");

    private static final Pattern ROW = Pattern.compile("\\| `(@\\w+)` \\| (outside|1000|inside) \\|.*");

    private static final Map<Class<?>, String> ANNOTATIONS = Map.of(
            ToggleInterceptor.class, "@FeatureToggle",
            AsyncExecutionInterceptor.class, "@Async",
            AbstractRetryInterceptor.class, "@Retryable",
            CacheInterceptor.class, "@Cacheable",
            TransactionInterceptor.class, "@Transactional",
            MethodValidationInterceptor.class, "@Validated");

    private final SettableStore store = new SettableStore();

    private final AtomicInteger decisions = new AtomicInteger();

    private final List<Boolean> decisionsInTransaction = new ArrayList<>();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                decisionsInTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
                return EvaluationContext.of("anna");
            });

    private final ApplicationContextRunner withAll =
            runner.withUserConfiguration(enabling()).withBean(Prices.class, () -> new Prices());

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    static class Security {}

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Retries {}

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Threads {

        @Bean
        TaskExecutor taskExecutor() {
            return new SimpleAsyncTaskExecutor("pool-");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    static class Caches {

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        RecordingTransactions transactionManager() {
            return new RecordingTransactions();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Validation {

        @Bean
        static MethodValidationPostProcessor methodValidation() {
            return new MethodValidationPostProcessor();
        }
    }

    /** All of it, in the sequence that the table shows. */
    private static Class<?>[] enabling() {
        return new Class<?>[] {
            Security.class, Retries.class, Threads.class, Caches.class, Transactions.class, Validation.class
        };
    }

    @Validated
    static class Prices {

        private final AtomicInteger attempts = new AtomicInteger();

        private final AtomicInteger legacyRuns = new AtomicInteger();

        @PreAuthorize("hasRole('BUYER')")
        @FeatureToggle(value = "prices", fallback = "legacyPrice")
        @Async
        @Retryable(maxRetries = 3, delay = 1)
        @Cacheable("prices")
        @Transactional
        public CompletableFuture<String> price(@NotBlank String product) {
            attempts.incrementAndGet();
            return CompletableFuture.completedFuture("new " + product);
        }

        private CompletableFuture<String> legacyPrice(String product) {
            legacyRuns.incrementAndGet();
            return CompletableFuture.completedFuture("legacy " + product);
        }
    }

    @BeforeEach
    void logIn() {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("anna", "secret", "ROLE_BUYER"));
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void tableSaysTheOrder() throws IOException {
        List<String> documented = rows().stream().map(row -> row.get(0)).toList();

        withAll.run(context -> assertThat(chain(context.getBean(Prices.class))).isEqualTo(documented));
    }

    static Stream<List<Class<?>>> sequences() {
        List<Class<?>> inOrder = List.of(enabling());
        List<Class<?>> reversed = new ArrayList<>(inOrder);
        Collections.reverse(reversed);
        return Stream.of(inOrder, reversed)
                .flatMap(list -> IntStream.range(0, list.size()).mapToObj(distance -> {
                    List<Class<?>> rotated = new ArrayList<>(list);
                    Collections.rotate(rotated, distance);
                    return rotated;
                }));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void whatTheTableSaysToBeOutsideOrInsideIsSoHoweverItIsEnabled(List<Class<?>> enabled) throws IOException {
        List<String> outside = annotations("outside");
        List<String> inside = annotations("inside");

        runner.withUserConfiguration(enabled.toArray(Class<?>[]::new))
                .withBean(Prices.class, () -> new Prices())
                .run(context -> {
                    List<String> chain = chain(context.getBean(Prices.class));
                    int toggle = chain.indexOf("@FeatureToggle");

                    assertThat(chain.subList(0, toggle)).containsExactlyInAnyOrderElementsOf(outside);
                    assertThat(chain.subList(toggle + 1, chain.size())).containsExactlyInAnyOrderElementsOf(inside);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void securityChecksBothBranchesBeforeTheFlagIsAsked(boolean on) {
        store.set("prices", on ? "{\"users\": [\"anna\"]}" : "{\"users\": [\"ben\"]}");
        withAll.run(context -> {
            Prices prices = context.getBean(Prices.class);
            assertThat(prices.price("tea"))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(on ? "new tea" : "legacy tea");
            assertThat(decisions).hasValue(1);
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("anna", "secret", "ROLE_GUEST"));

            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> {
                var unused = prices.price("tea");
            });
            assertThat(decisions).hasValue(1);
        });
    }

    @Test
    void orderIsThatOfTheProperty() {
        withAll.withPropertyValues("feature-flags.aspect.order=50")
                .run(context -> assertThat(chain(context.getBean(Prices.class)))
                        .startsWith("@FeatureToggle", "@Async", "@Retryable", "@PreAuthorize"));
    }

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
    void callWithThreeRetriesIsDecidedOnceWhateverHappensToTheFlag() {
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
    void cachedResultsOfOneBranchAreNotThoseOfTheOther() {
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
    void branchesThatShareACacheAndAKeyShareTheirResults() {
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
    void transactionIsInsideAndRolledBackBeforeAFailureIsMadeUpFor() {
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
    void constraintsAreThoseOfTheMethodThatRuns() {
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

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> List.of(row.group(1), row.group(2)))
                .toList();
    }

    private static List<String> annotations(String place) throws IOException {
        return rows().stream()
                .filter(row -> row.get(1).equals(place))
                .map(row -> row.get(0))
                .toList();
    }

    /** The advice of the method that has all annotations, as Spring runs it. */
    private static List<String> chain(Prices bean) {
        return Arrays.stream(((Advised) bean).getAdvisors())
                .filter(advisor -> applies(advisor, bean))
                .map(advisor -> ANNOTATIONS.entrySet().stream()
                        .filter(entry -> entry.getKey().isInstance(advisor.getAdvice()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> isOfSecurity(advisor) ? "@PreAuthorize" : advisor.toString()))
                .toList();
    }

    /** Its classes are internal, and it is the only one that such a method has. */
    private static boolean isOfSecurity(Advisor advisor) {
        return advisor.getClass().getName().startsWith("org.springframework.security.");
    }

    private static boolean applies(Advisor advisor, Prices bean) {
        try {
            Class<?> type = AopUtils.getTargetClass(bean);
            return advisor instanceof PointcutAdvisor candidate
                    && candidate.getPointcut().getClassFilter().matches(type)
                    && candidate
                            .getPointcut()
                            .getMethodMatcher()
                            .matches(Prices.class.getMethod("price", String.class), type);
        } catch (NoSuchMethodException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
