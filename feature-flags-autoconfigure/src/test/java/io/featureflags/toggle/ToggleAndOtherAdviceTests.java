package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The toggle with other post-processors and their advice. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class ToggleAndOtherAdviceTests {

    private final SettableStore store = new SettableStore();

    private final AtomicInteger decisions = new AtomicInteger();

    private final List<String> decidingThreads = new ArrayList<>();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> () -> {
                decisions.incrementAndGet();
                decidingThreads.add(Thread.currentThread().getName());
                return EvaluationContext.of("anna");
            });

    interface Work {

        CompletableFuture<String> work();

        CompletableFuture<String> legacyWork();
    }

    static class AsyncWork implements Work {

        @Async
        @Override
        @FeatureToggle(value = "work", fallback = "legacyWork")
        public CompletableFuture<String> work() {
            return CompletableFuture.completedFuture(
                    "new on " + Thread.currentThread().getName());
        }

        @Async
        @Override
        public CompletableFuture<String> legacyWork() {
            return CompletableFuture.completedFuture(
                    "legacy on " + Thread.currentThread().getName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class OneThread {

        @Bean
        Executor taskExecutor() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setCorePoolSize(1);
            executor.setMaxPoolSize(1);
            executor.setThreadNamePrefix("pool-");
            return executor;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callerDecidesForAsynchronousBranches(boolean classProxies) {
        store.set("work", "{\"users\": [\"ben\"]}");
        with(classProxies)
                .withUserConfiguration(OneThread.class)
                .withBean(AsyncWork.class, () -> new AsyncWork())
                .run(context -> {
                    Work work = context.getBean(Work.class);
                    List<CompletableFuture<String>> calls =
                            IntStream.range(0, 20).mapToObj(call -> work.work()).toList();

                    assertThat(calls)
                            .allSatisfy(call -> assertThat(call)
                                    .succeedsWithin(Duration.ofSeconds(30))
                                    .isEqualTo("legacy on pool-1"));
                    assertThat(decidingThreads)
                            .hasSize(20)
                            .containsOnly(Thread.currentThread().getName());
                    store.set("work", "true");
                    assertThat(work.work())
                            .succeedsWithin(Duration.ofSeconds(30))
                            .isEqualTo("new on pool-1");
                });
    }

    interface Payment {

        @Retryable(maxRetries = 3, delay = 1)
        String pay();
    }

    static class FlakyPayment implements Payment {

        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        @FeatureToggle(value = "payment", fallback = "legacyPay")
        public String pay() {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return "new";
        }

        String legacyPay() {
            return "legacy";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Retries {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void retriedCallIsDecidedOnce(boolean classProxies) {
        store.set("payment", "{\"users\": [\"anna\"]}");
        FlakyPayment target = new FlakyPayment();
        with(classProxies)
                .withUserConfiguration(Retries.class)
                .withBean(FlakyPayment.class, () -> target)
                .run(context -> {
                    Payment payment = context.getBean(Payment.class);
                    assertThat(payment.pay()).isEqualTo("new");
                    assertThat(target.attempts).hasValue(3);
                    assertThat(decisions).hasValue(1);
                    store.set("payment", "false");
                    assertThat(payment.pay()).isEqualTo("legacy");
                });
    }

    /** Keeps the bean that it gets, like the post-processors of listeners and scheduled methods. */
    static class ListenerPostProcessor implements BeanPostProcessor, Ordered {

        private @Nullable Payment kept;

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof Payment payment) {
                kept = payment;
            }
            return bean;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beanKeptByListenersIsRouted(boolean classProxies) {
        ListenerPostProcessor listeners = new ListenerPostProcessor();
        with(classProxies)
                .withBean(ListenerPostProcessor.class, () -> listeners)
                .withBean(FlakyPayment.class, () -> new FlakyPayment())
                .run(context ->
                        assertThat(listeners.kept).extracting(Payment::pay).isEqualTo("legacy"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Prototypes {

        @Bean
        @Scope("prototype")
        FlakyPayment payment() {
            return new FlakyPayment();
        }
    }

    @Test
    void allInstancesOfAClassShareOneProxyClass() {
        runner.withUserConfiguration(Prototypes.class).run(context -> {
            FlakyPayment one = context.getBean(FlakyPayment.class);
            FlakyPayment other = context.getBean(FlakyPayment.class);

            assertThat(other).isNotSameAs(one);
            assertThat(other.getClass()).isSameAs(one.getClass());
        });
    }

    @Test
    void manuallyRegisteredObjectIsNotRouted() {
        FlakyPayment mock = new FlakyPayment();
        runner.withUserConfiguration(Prototypes.class)
                .withInitializer(context -> context.getBeanFactory().registerSingleton("mock", mock))
                .withInitializer(context -> context.addBeanFactoryPostProcessor(beanFactory -> {
                    ((BeanDefinitionRegistry) beanFactory)
                            .registerBeanDefinition("override", new RootBeanDefinition(FlakyPayment.class));
                    beanFactory.registerSingleton("override", mock);
                }))
                .run(context -> assertThat(context.getBean("override")).isSameAs(mock));
    }

    static class GuardedPayment {

        private boolean paid;

        @Retryable
        @FeatureToggle(value = "guarded", fallback = "legacyPay")
        public void pay() {
            paid = true;
        }

        private void legacyPay() {
            paid = true;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Guard {

        /** Order of Spring Security's advisors. */
        private static final int ORDER = 500;

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DefaultPointcutAdvisor guard() {
            NameMatchMethodPointcut pointcut = new NameMatchMethodPointcut();
            pointcut.setClassFilter(GuardedPayment.class::isAssignableFrom);
            pointcut.setMappedName("pay");
            DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(pointcut, (MethodInterceptor) invocation -> {
                throw new IllegalStateException("denied");
            });
            advisor.setOrder(ORDER);
            return advisor;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void outerCheckStaysOutsideWithRetries(String flag) {
        GuardedPayment target = new GuardedPayment();
        store.set("guarded", flag);
        runner.withUserConfiguration(Retries.class, Guard.class)
                .withBean(GuardedPayment.class, () -> target)
                .run(context -> {
                    assertThatIllegalStateException()
                            .isThrownBy(context.getBean(GuardedPayment.class)::pay)
                            .withMessage("denied");
                    assertThat(target.paid).isFalse();
                });
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }
}
