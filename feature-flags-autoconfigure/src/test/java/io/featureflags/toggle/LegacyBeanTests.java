package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** Legacy code in another bean, named by the annotation of a method or a class. */
@SuppressWarnings("UnusedMethod") // Private legacy methods are called by name.
class LegacyBeanTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    interface Checkout {

        String checkout(String user) throws IOException;

        default String hello() {
            return "hello";
        }
    }

    static class LegacyCheckout implements Checkout {

        private final String name = String.valueOf("legacy"); // Not a constant, so that it is null in a proxy.

        @Override
        public String checkout(String user) {
            return name + " " + user;
        }

        @Override
        public String hello() {
            return "legacy hello";
        }

        protected String oldPay(int amount) {
            return name + " paid " + amount;
        }

        final String finalPay(int amount) {
            return name + " finally paid " + amount;
        }
    }

    @FeatureToggle(value = "new_checkout_flow", fallbackType = LegacyCheckout.class)
    static class NewCheckout implements Checkout, InitializingBean {

        private int initialised;

        @Override
        public String checkout(String user) throws IOException {
            if (user.isEmpty()) {
                throw new IOException("no user");
            }
            return "new " + user;
        }

        @Override
        public void afterPropertiesSet() {
            initialised++;
        }

        @Autowired
        public void setStore(SettableStore store) {
            initialised++;
        }

        @Override
        public String toString() {
            return "new checkout " + initialised;
        }
    }

    @FeatureToggle(value = "newest_checkout_flow", fallbackType = NewCheckout.class)
    static class NewestCheckout implements Checkout {

        @Override
        public String checkout(String user) throws IOException {
            return "newest " + user;
        }
    }

    @FeatureToggle(value = "newest_checkout_flow", fallbackBean = "new")
    static class NewestByName extends NewestCheckout {}

    /** The named bean is created first, so that it already has its proxy. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void legacyBeanIsFoundByNameBehindAnyProxy(boolean classProxies) {
        with(classProxies)
                .withBean("old", LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean("new", NewCheckout.class, () -> new NewCheckout())
                .withBean("newest", NewestByName.class, () -> new NewestByName())
                .run(context -> {
                    Checkout checkout = context.getBean(Checkout.class);

                    assertThat(checkout.checkout("ada")).isEqualTo("legacy ada");
                    store.set("newest_checkout_flow", "true");
                    assertThat(checkout.checkout("ada")).isEqualTo("newest ada");
                });
    }

    @FeatureToggle(value = "by_name", fallbackBean = "second")
    static class ByName implements Checkout {

        @Override
        public String checkout(String user) {
            return "new " + user;
        }

        @FeatureToggle(value = "by_method", fallbackBean = "first", fallback = "oldPay")
        public String pay(int amount) {
            return "new " + amount;
        }

        @FeatureToggle(value = "by_method", fallbackType = LegacyCheckout.class, fallback = "finalPay")
        public String payFinally(int amount) {
            return "new " + amount;
        }
    }

    static class OtherLegacyCheckout implements Checkout {

        @Override
        public String checkout(String user) {
            return "other legacy " + user;
        }
    }

    @Test
    void annotationOfMethodOverridesThatOfItsClass() {
        runner.withBean("first", LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean("second", OtherLegacyCheckout.class, () -> new OtherLegacyCheckout())
                .withBean(ByName.class, () -> new ByName())
                .run(context -> {
                    ByName bean = context.getBean(ByName.class);

                    assertThat(bean.checkout("ada")).isEqualTo("other legacy ada");
                    assertThat(bean.pay(5)).isEqualTo("legacy paid 5");
                    assertThat(bean.payFinally(5)).isEqualTo("legacy finally paid 5");
                    store.set("by_method", "true");
                    assertThat(bean.checkout("ada")).isEqualTo("other legacy ada");
                    assertThat(bean.pay(5)).isEqualTo("new 5");
                });
    }

    @FeatureToggle(value = "shared", fallbackType = Checkout.class)
    static class Shared implements Checkout {

        @Override
        public String checkout(String user) throws IOException {
            return "new " + user;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sharedInterfaceRefersToTheOtherBean(boolean classProxies) {
        with(classProxies)
                .withBean(LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean(Shared.class, () -> new Shared())
                .run(context -> assertThat(context.getBean(Checkout.class).checkout("ada"))
                        .isEqualTo("legacy ada"));
    }

    @Test
    void legacyBeanBehindAJdkProxyKeepsItsAdvice() {
        AtomicInteger advised = new AtomicInteger();
        runner.withBean(Checkout.class, () -> {
                    ProxyFactory factory = new ProxyFactory(new LegacyCheckout());
                    factory.addAdvice((MethodInterceptor) invocation -> {
                        advised.incrementAndGet();
                        return invocation.proceed();
                    });
                    return (Checkout) factory.getProxy();
                })
                .withBean(Shared.class, () -> new Shared())
                .run(context -> {
                    assertThat(context.getBean(Shared.class).checkout("ada")).isEqualTo("legacy ada");
                    assertThat(advised).hasValue(1);
                });
    }

    @Test
    void prototypeIsCreatedForEachCall() {
        AtomicInteger created = new AtomicInteger();
        runner.withBean(
                        "old",
                        LegacyCheckout.class,
                        () -> {
                            created.incrementAndGet();
                            return new LegacyCheckout();
                        },
                        definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
                .withBean(NewCheckout.class, () -> new NewCheckout())
                .run(context -> {
                    context.getBean(NewCheckout.class).hello();
                    context.getBean(NewCheckout.class).hello();
                    assertThat(created).hasValue(2);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedCheckouts {

        @Bean
        @Scope(value = BeanDefinition.SCOPE_PROTOTYPE, proxyMode = ScopedProxyMode.TARGET_CLASS)
        LegacyCheckout first() {
            return new LegacyCheckout();
        }

        @Bean
        OtherLegacyCheckout second() {
            return new OtherLegacyCheckout();
        }
    }

    @Test
    void scopedLegacyBeanMayHaveAFinalMethod() {
        runner.withUserConfiguration(ScopedCheckouts.class)
                .withBean(ByName.class, () -> new ByName())
                .run(context -> {
                    ByName bean = context.getBean(ByName.class);

                    assertThat(bean.pay(5)).isEqualTo("legacy paid 5");
                    assertThat(bean.payFinally(5)).isEqualTo("legacy finally paid 5");
                });
    }

    interface Handler<T> {

        String handle(T item);
    }

    static class OldHandler implements Handler<String> {

        @Override
        public String handle(String item) {
            return "legacy " + item;
        }
    }

    @FeatureToggle(value = "handler", fallbackType = Handler.class)
    static class NewHandler implements Handler<String> {

        @Override
        public String handle(String item) {
            return "new " + item;
        }
    }

    @FeatureToggle(value = "handler", fallbackBean = "old")
    static class NewHandlerByName extends NewHandler {}

    @Configuration(proxyBeanMethods = false)
    static class OldHandlers {

        @Bean
        Handler<String> old() {
            return new OldHandler();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void legacyBeanMayBeDeclaredByAGenericInterface(boolean classProxies) {
        with(classProxies)
                .withUserConfiguration(OldHandlers.class)
                .withBean("new", NewHandler.class, () -> new NewHandler())
                .run(this::assertHandlerRoutes);
        with(classProxies)
                .withUserConfiguration(OldHandlers.class)
                .withBean("new", NewHandlerByName.class, () -> new NewHandlerByName())
                .run(this::assertHandlerRoutes);
    }

    private void assertHandlerRoutes(ApplicationContext context) {
        @SuppressWarnings("unchecked")
        Handler<String> handler = (Handler<String>) context.getBean("new");
        store.set("handler", "false");
        assertThat(handler.handle("order")).isEqualTo("legacy order");
        store.set("handler", "true");
        assertThat(handler.handle("order")).isEqualTo("new order");
    }

    static class CallsOldPay {

        @FeatureToggle(value = "pay", fallbackBean = "old", fallback = "oldPay")
        String pay(int amount) {
            return "new " + amount;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void legacyMethodMissingInTheProxyRunsOnTheBean(boolean classProxies) {
        with(classProxies)
                .withBean(
                        "old",
                        LegacyCheckout.class,
                        () -> new LegacyCheckout(),
                        definition ->
                                definition.setAttribute(AutoProxyUtils.PRESERVE_TARGET_CLASS_ATTRIBUTE, classProxies))
                .withBean("calls", CallsOldPay.class, () -> new CallsOldPay())
                .withBean(Advised.class, () -> new Advised())
                .run(context -> {
                    Object old = context.getBean("old");
                    assertThat(AopUtils.isAopProxy(old)).isTrue();
                    assertThat(AopUtils.isCglibProxy(old)).isEqualTo(classProxies);
                    assertThat(((CallsOldPay) context.getBean("calls")).pay(5)).isEqualTo("legacy paid 5");
                });
    }

    @Aspect
    static class Advised {

        @Before("execution(* io.featureflags.toggle.LegacyBeanTests.LegacyCheckout.*(..))")
        void before() {}
    }

    interface Greeting {

        @FeatureToggle(value = "greeting", fallback = "oldHello")
        String hello();
    }

    static class Greetings implements Greeting {

        @Override
        public String hello() {
            return "new hello";
        }

        private String oldHello() {
            return "old hello";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LateGreetings {

        @Bean
        @Lazy
        Greeting greetings() {
            return new Greetings();
        }
    }

    static class Welcome {

        @FeatureToggle(value = "welcome", fallbackBean = "greetings")
        String hello() {
            return "welcome";
        }
    }

    /** The legacy method is only in the class, which is not known yet, and not in the annotated interface. */
    @Test
    void toggledLegacyBeanMayBeDeclaredByItsInterface() {
        runner.withUserConfiguration(LateGreetings.class)
                .withBean(Welcome.class, () -> new Welcome())
                .run(context ->
                        assertThat(context.getBean(Welcome.class).hello()).isEqualTo("old hello"));
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }
}
