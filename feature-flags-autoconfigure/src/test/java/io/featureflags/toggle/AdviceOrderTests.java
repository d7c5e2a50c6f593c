package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.RecordingTransactions;
import io.featureflags.testing.SettableStore;
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
import org.springframework.boot.autoconfigure.AutoConfigurations;
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
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationInterceptor;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

/** What {@code docs/order.md} documents about the order of the toggle and of other advice. */
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

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                return EvaluationContext.of("anna");
            });

    private final ApplicationContextRunner withAll =
            runner.withUserConfiguration(configurations()).withBean(Prices.class, () -> new Prices());

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

    /** Returns all configurations, in the order of the table. */
    private static Class<?>[] configurations() {
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
    void orderIsThatOfTheTable() throws IOException {
        List<String> documented = rows().stream().map(row -> row.get(0)).toList();

        withAll.run(context -> assertThat(chain(context.getBean(Prices.class))).isEqualTo(documented));
    }

    static Stream<List<Class<?>>> sequences() {
        List<Class<?>> inOrder = List.of(configurations());
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
    void orderDoesNotDependOnTheOrderOfEnabling(List<Class<?>> enabled) throws IOException {
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
    void securityChecksBothBranchesBeforeTheFlag(boolean on) {
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
    void propertySetsTheOrder() {
        withAll.withPropertyValues("feature-flags.aspect.order=50")
                .run(context -> assertThat(chain(context.getBean(Prices.class)))
                        .startsWith("@FeatureToggle", "@Async", "@Retryable", "@PreAuthorize"));
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

    /** Returns the advice of the method with all annotations, in the order in which Spring runs it. */
    private static List<String> chain(Prices bean) {
        return Arrays.stream(((Advised) bean).getAdvisors())
                .filter(advisor -> applies(advisor, bean))
                .map(advisor -> ANNOTATIONS.entrySet().stream()
                        .filter(entry -> entry.getKey().isInstance(advisor.getAdvice()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> isSecurityAdvisor(advisor) ? "@PreAuthorize" : advisor.toString()))
                .toList();
    }

    /** Returns whether an advisor is that of Spring Security, whose classes are internal. */
    private static boolean isSecurityAdvisor(Advisor advisor) {
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
