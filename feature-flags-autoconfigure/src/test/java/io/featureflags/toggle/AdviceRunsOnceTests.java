package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.RecordingTransactions;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.AdviceOrderTests.Security;
import io.featureflags.toggle.AdviceOrderTests.Transactions;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.aspectj.lang.annotation.Pointcut;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopContext;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Advice outside the toggle runs once for a call, also if it applies to the legacy method too. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class AdviceRunsOnceTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Gate.class, () -> new Gate())
            .withBean(Journal.class, () -> new Journal());

    @Retention(RetentionPolicy.RUNTIME)
    @interface OneAtATime {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Journaled {

        String value();
    }

    /** Lets one call in, as a bulkhead does. */
    @Aspect
    @Order(100)
    static class Gate {

        private final Semaphore permit = new Semaphore(1);

        private int entered;

        @Around("@within(io.featureflags.toggle.AdviceRunsOnceTests.OneAtATime)")
        @Nullable
        Object enter(ProceedingJoinPoint call) throws Throwable {
            if (!permit.tryAcquire()) {
                throw new IllegalStateException("full");
            }
            entered++;
            try {
                return call.proceed();
            } finally {
                permit.release();
            }
        }
    }

    @Aspect
    @Order(200)
    static class Journal {

        private final List<String> entries = new ArrayList<>();

        @Pointcut("@annotation(io.featureflags.toggle.AdviceRunsOnceTests.Journaled)")
        void journaled() {}

        @Before("journaled()")
        void write(JoinPoint call) {
            entries.add(call.getSignature().getName());
        }
    }

    interface Gated {

        String price(String article);

        String legacyPrice(String article);
    }

    @OneAtATime
    static class GatedPrices implements Gated {

        @Override
        @FeatureToggle(value = "gated", fallback = "legacyPrice", rescueOn = UnsupportedOperationException.class)
        public String price(String article) {
            throw new UnsupportedOperationException(article);
        }

        @Override
        @Transactional
        public String legacyPrice(String article) {
            return "legacy " + article;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true,true", "true,false", "false,true", "false,false"})
    void adviceOfTheClassRunsOnce(String flagAndProxy) {
        String[] parts = flagAndProxy.split(",", -1);
        store.set("gated", parts[0]);
        runner.withPropertyValues("spring.aop.proxy-target-class=" + parts[1])
                .withUserConfiguration(Transactions.class)
                .withBean(GatedPrices.class, () -> new GatedPrices())
                .run(context -> {
                    Gated prices = context.getBean(Gated.class);

                    assertThat(prices.price("tea")).isEqualTo("legacy tea");
                    assertThat(context.getBean(Gate.class).entered).isEqualTo(1);
                    assertThat(context.getBean(RecordingTransactions.class).events())
                            .containsExactly("begin", "commit");

                    assertThat(prices.legacyPrice("tea")).isEqualTo("legacy tea");
                    assertThat(context.getBean(Gate.class).entered).isEqualTo(2);
                });
    }

    @OneAtATime
    static class LaterPrices {

        @FeatureToggle(value = "later", fallback = "legacyFuture", rescueOn = IllegalStateException.class)
        public CompletableFuture<String> future() {
            return CompletableFuture.failedFuture(new IllegalStateException("new"));
        }

        public CompletableFuture<String> legacyFuture() {
            return CompletableFuture.completedFuture("legacy");
        }

        @FeatureToggle(value = "later", fallback = "legacyMono", rescueOn = IllegalStateException.class)
        public Mono<String> mono() {
            return Mono.error(new IllegalStateException("new"));
        }

        public Mono<String> legacyMono() {
            return Mono.just("legacy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void laterResultsPassTheAdviceOnce(String flag) {
        store.set("later", flag);
        runner.withBean(LaterPrices.class, () -> new LaterPrices()).run(context -> {
            LaterPrices prices = context.getBean(LaterPrices.class);

            assertThat(prices.future()).isCompletedWithValue("legacy");
            assertThat(context.getBean(Gate.class).entered).isEqualTo(1);
            Mono<String> mono = prices.mono();
            assertThat(mono.block()).isEqualTo("legacy");
            assertThat(mono.block()).isEqualTo("legacy");
            assertThat(context.getBean(Gate.class).entered).isEqualTo(2);
        });
    }

    @OneAtATime
    static class Generations {

        @FeatureToggle(value = "third", fallback = "second")
        public String third() {
            return "third";
        }

        @FeatureToggle(value = "second", fallback = "first")
        public String second() {
            return "second";
        }

        public String first() {
            return "first";
        }
    }

    @Test
    void toggledLegacyMethodIsStillRouted() {
        runner.withBean(Generations.class, () -> new Generations()).run(context -> {
            Generations generations = context.getBean(Generations.class);

            assertThat(generations.third()).isEqualTo("first");
            assertThat(context.getBean(Gate.class).entered).isEqualTo(1);
            store.set("second", "true");
            assertThat(generations.third()).isEqualTo("second");
            assertThat(context.getBean(Gate.class).entered).isEqualTo(2);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAspectJAutoProxy(exposeProxy = true, proxyTargetClass = true)
    static class ExposedProxies {}

    @OneAtATime
    static class SelfFinding {

        @FeatureToggle(value = "exposed", fallback = "legacySelf")
        public Object self() {
            return this;
        }

        public Object legacySelf() {
            return AopContext.currentProxy();
        }
    }

    @Test
    void legacyCodeFindsTheExposedProxy() {
        runner.withUserConfiguration(ExposedProxies.class)
                .withBean(SelfFinding.class, () -> new SelfFinding())
                .run(context -> {
                    SelfFinding bean = context.getBean(SelfFinding.class);

                    assertThat(bean.self()).isSameAs(bean);
                    assertThat(context.getBean(Gate.class).entered).isEqualTo(1);
                });
    }

    interface Payment {

        String pay();
    }

    @OneAtATime
    @FeatureToggle(value = "payment", fallbackType = CardPayment.class)
    static class QuickPayment implements Payment {

        @Override
        public String pay() {
            return "quick";
        }
    }

    @OneAtATime
    static class CardPayment implements Payment {

        @Override
        @Transactional
        public String pay() {
            return "card";
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void adviceOfBothBeansRunsOnce(boolean classProxies) {
        runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .withUserConfiguration(Transactions.class)
                .withBean(QuickPayment.class, () -> new QuickPayment())
                .withBean(CardPayment.class, () -> new CardPayment())
                .run(context -> {
                    assertThat(context.getBean(Payment.class).pay()).isEqualTo("card");
                    assertThat(context.getBean(Gate.class).entered).isEqualTo(1);
                    assertThat(context.getBean(RecordingTransactions.class).events())
                            .containsExactly("begin", "commit");
                });
    }

    static class Journals {

        @FeatureToggle(value = "journal", fallback = "legacySame")
        @Journaled("same")
        public void same() {}

        @Journaled("same")
        public void legacySame() {}

        @FeatureToggle(value = "journal", fallback = "legacyOther")
        @Journaled("new")
        public void other() {}

        @Journaled("legacy")
        public void legacyOther() {}

        @FeatureToggle(value = "journal", fallback = "legacyOnly")
        public void only() {}

        @Journaled("legacy")
        public void legacyOnly() {}
    }

    @Test
    void annotationWithOtherAttributesIsOtherAdvice() {
        runner.withBean(Journals.class, () -> new Journals()).run(context -> {
            Journals journals = context.getBean(Journals.class);

            journals.same();
            journals.other();
            journals.only();

            assertThat(context.getBean(Journal.class).entries)
                    .containsExactly("same", "other", "legacyOther", "legacyOnly");
        });
    }

    @PreAuthorize("hasRole('BUYER')")
    static class GuardedPrices {

        @FeatureToggle(value = "guarded", fallback = "legacyPrice")
        public String price() {
            return "new";
        }

        @PreAuthorize("hasRole('CLERK')")
        public String legacyPrice() {
            return "legacy";
        }
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void ownCheckOfTheLegacyMethodIsKept() {
        runner.withUserConfiguration(Security.class)
                .withBean(GuardedPrices.class, () -> new GuardedPrices())
                .run(context -> {
                    GuardedPrices prices = context.getBean(GuardedPrices.class);
                    logIn("ROLE_BUYER");
                    assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(prices::price);
                    logIn("ROLE_BUYER", "ROLE_CLERK");
                    assertThat(prices.price()).isEqualTo("legacy");
                });
    }

    private static void logIn(String... roles) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("anna", "secret", roles));
    }
}
