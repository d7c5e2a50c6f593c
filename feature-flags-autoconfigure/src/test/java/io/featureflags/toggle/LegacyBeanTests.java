package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Legacy code in another bean, named by a method or by a class. */
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

        private final String name = "legacy";

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
                throw new IOException("nobody");
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

    static class Cashier {

        final Checkout checkout;

        Cashier(Checkout checkout) {
            this.checkout = checkout;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void toggledClassIsPrimaryAndEachOfItsPublicMethodsRoutes(boolean classProxies) {
        with(classProxies)
                .withBean("old", LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean("new", NewCheckout.class, () -> new NewCheckout())
                .withBean(Cashier.class)
                .run(context -> {
                    Checkout checkout = context.getBean(Cashier.class).checkout;

                    assertThat(checkout.checkout("ada")).isEqualTo("legacy ada");
                    assertThat(checkout.hello()).isEqualTo("legacy hello");
                    assertThat(checkout).hasToString("new checkout 2");
                    store.set("new_checkout_flow", "true");
                    assertThat(checkout.checkout("ada")).isEqualTo("new ada");
                    assertThat(checkout.hello()).isEqualTo("hello");
                    assertThat(catchThrowable(() -> checkout.checkout("")))
                            .isInstanceOf(IOException.class)
                            .hasMessage("nobody");
                });
    }

    @FeatureToggle(value = "newest_checkout_flow", fallbackType = NewCheckout.class)
    static class NewestCheckout implements Checkout {

        @Override
        public String checkout(String user) throws IOException {
            return "newest " + user;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lastOfAChainOfClassesIsPrimary(boolean classProxies) {
        with(classProxies)
                .withBean("old", LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean("newest", NewestCheckout.class, () -> new NewestCheckout())
                .withBean("new", NewCheckout.class, () -> new NewCheckout())
                .withBean(Cashier.class)
                .run(context -> {
                    Checkout checkout = context.getBean(Cashier.class).checkout;

                    assertThat(checkout.checkout("ada")).isEqualTo("legacy ada");
                    store.set("new_checkout_flow", "true");
                    assertThat(checkout.checkout("ada")).isEqualTo("new ada");
                    store.set("newest_checkout_flow", "true");
                    assertThat(checkout.checkout("ada")).isEqualTo("newest ada");
                });
    }

    @FeatureToggle(value = "newest_checkout_flow", fallbackBean = "new")
    static class NewestByName extends NewestCheckout {}

    /** The bean of that name is made first, so that it is known by its proxy. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void legacyBeanIsFoundByItsNameWhateverProxyItHas(boolean classProxies) {
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
    void methodCountsMoreThanItsClassAndNamesFindTheirBeans() {
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
    void sharedInterfaceNamesTheOtherBean(boolean classProxies) {
        with(classProxies)
                .withBean(LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean(Shared.class, () -> new Shared())
                .run(context -> assertThat(context.getBean(Checkout.class).checkout("ada"))
                        .isEqualTo("legacy ada"));
    }

    @Test
    void legacyBeanKeepsItsAdviceAlsoBehindAProxyOfItsInterface() {
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
    void prototypeIsMadeForEachCall() {
        AtomicInteger made = new AtomicInteger();
        runner.withBean(
                        "old",
                        LegacyCheckout.class,
                        () -> {
                            made.incrementAndGet();
                            return new LegacyCheckout();
                        },
                        definition -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
                .withBean(NewCheckout.class, () -> new NewCheckout())
                .run(context -> {
                    context.getBean(NewCheckout.class).hello();
                    context.getBean(NewCheckout.class).hello();
                    assertThat(made).hasValue(2);
                });
    }

    @FeatureToggle("bare")
    static class Bare {

        public String thrown() {
            return "new";
        }

        @FeatureToggle(value = "bare", otherwise = Otherwise.SKIP)
        public List<String> skipped() {
            return List.of("new");
        }

        String notPublic() {
            return "new";
        }
    }

    static class Inheriting extends Bare {}

    @Test
    void classWithoutLegacyCodeThrowsOrSkipsAndIsInherited() {
        runner.withBean(Inheriting.class, () -> new Inheriting()).run(context -> {
            Inheriting bean = context.getBean(Inheriting.class);

            assertThat(catchThrowable(bean::thrown)).isInstanceOf(FeatureDisabledException.class);
            assertThat(bean.skipped()).isEmpty();
            assertThat(bean.notPublic()).isEqualTo("new");
            store.set("bare", "true");
            assertThat(bean.thrown()).isEqualTo("new");
        });
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }
}
