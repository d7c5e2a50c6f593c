package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A bound context decides for toggled methods and for code, also on the threads of {@code @Async}. */
class BoundContextRoutingTests {

    private static final EvaluationContext ADA = EvaluationContext.of("ada");

    private static final EvaluationContext BEN = EvaluationContext.of("ben");

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    FlagAutoConfigurations.with(AopAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Shop.class, () -> new Shop());

    static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacyCheckout")
        public String checkout() {
            return "new";
        }

        String legacyCheckout() {
            return "legacy";
        }

        @FeatureToggle(value = "checkout", fallback = "legacyCheckoutFor", user = "#user")
        public String checkoutFor(String user) {
            return "new for " + user;
        }

        String legacyCheckoutFor(String user) {
            return "legacy for " + user;
        }
    }

    static class Worker {

        private final Shop shop;

        Worker(Shop shop) {
            this.shop = shop;
        }

        @Async
        public CompletableFuture<Work> checkout() {
            return CompletableFuture.completedFuture(new Work(shop.checkout(), Thread.currentThread()));
        }
    }

    record Work(String path, Thread thread) {}

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class AsyncConfiguration {

        @Bean
        Worker worker(Shop shop) {
            return new Worker(shop);
        }
    }

    @BeforeEach
    void onForAda() {
        store.set("checkout", "{\"users\": [\"ada\"]}");
    }

    @AfterEach
    void clear() {
        SecurityContextHolder.clearContext();
        assertThat(BoundContext.current()).isNull();
    }

    @Test
    void boundContextWinsOverTheProvider() {
        runner.withBean("mine", EvaluationContextProvider.class, () -> () -> BEN)
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    FeatureFlags flags = context.getBean(FeatureFlags.class);

                    assertThat(shop.checkout()).isEqualTo("legacy");
                    BoundContext.run(ADA, () -> {
                        assertThat(shop.checkout()).isEqualTo("new");
                        assertThat(flags.isEnabled("checkout")).isTrue();
                        assertThat(flags.route("checkout", () -> "new", () -> "legacy"))
                                .isEqualTo("new");
                    });
                    assertThat(shop.checkout()).isEqualTo("legacy");
                    assertThat(flags.isEnabled("checkout")).isFalse();
                });
    }

    @Test
    void anonymousContextCanBeBound() {
        runner.withBean("mine", EvaluationContextProvider.class, () -> () -> ADA)
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);

                    assertThat(shop.checkout()).isEqualTo("new");
                    BoundContext.run(
                            EvaluationContext.anonymous(),
                            () -> assertThat(shop.checkout()).isEqualTo("legacy"));
                });
    }

    @Test
    void contextOfTheCallerAndUserOfTheAnnotationWinOverTheBoundOne() {
        runner.run(context -> BoundContext.run(ADA, () -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            Shop shop = context.getBean(Shop.class);
            assertThat(flags.isEnabled("checkout", BEN)).isFalse();
            assertThat(flags.evaluate("checkout", BEN).enabled()).isFalse();
            assertThat(shop.checkoutFor("ben")).isEqualTo("legacy for ben");
            assertThat(shop.checkoutFor("ada")).isEqualTo("new for ada");
        }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asyncMethodHasTheContextAndItsThreadForgetsIt(boolean virtualThreads) {
        async(virtualThreads).run(context -> {
            Worker worker = context.getBean(Worker.class);

            Work forAda = BoundContext.call(ADA, worker::checkout).join();
            assertThat(forAda.path()).isEqualTo("new");
            assertThat(isVirtual(forAda.thread())).isEqualTo(virtualThreads && hasVirtualThreads());
            Work forBen = BoundContext.call(BEN, worker::checkout).join();
            assertThat(forBen.path()).isEqualTo("legacy");
            assertThat(BoundContext.call(ADA, worker::checkout).join().path()).isEqualTo("new");
            Work forNobody = worker.checkout().join();
            assertThat(forNobody.path()).isEqualTo("legacy");
            if (!isVirtual(forAda.thread())) {
                assertThat(forNobody.thread()).isSameAs(forAda.thread());
            }
        });
    }

    @Test
    void userOfSpringSecurityFollowsInTheSameWay() {
        async(false).run(context -> {
            Worker worker = context.getBean(Worker.class);

            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("ada", "", "ROLE_USER"));
            assertThat(worker.checkout().join().path()).isEqualTo("new");
            SecurityContextHolder.clearContext();
            assertThat(worker.checkout().join().path()).isEqualTo("legacy");
        });
    }

    @Test
    void withoutADecoratorAnotherThreadIsAnonymous() {
        undecorated(false).run(context -> {
            Worker worker = context.getBean(Worker.class);
            assertThat(BoundContext.call(ADA, worker::checkout).join().path()).isEqualTo("legacy");
        });
    }

    private ApplicationContextRunner async(boolean virtualThreads) {
        return undecorated(virtualThreads).withBean(ContextPropagatingTaskDecorator.class);
    }

    private ApplicationContextRunner undecorated(boolean virtualThreads) {
        return runner.withUserConfiguration(AsyncConfiguration.class)
                .withPropertyValues(
                        "spring.threads.virtual.enabled=" + virtualThreads,
                        "spring.task.execution.pool.core-size=1",
                        "spring.task.execution.pool.max-size=1");
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        Method isVirtual = Stream.of(Thread.class.getMethods())
                .filter(method -> method.getName().equals("isVirtual"))
                .findFirst()
                .orElse(null);
        return isVirtual != null && (boolean) isVirtual.invoke(thread);
    }
}
