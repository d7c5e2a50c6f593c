package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.featureflags.toggle.LegacyBeanTests.Checkout;
import io.featureflags.toggle.LegacyBeanTests.LegacyCheckout;
import io.featureflags.toggle.LegacyBeanTests.NewCheckout;
import io.featureflags.toggle.LegacyBeanTests.NewestCheckout;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

/** An annotation on a class, which applies to its public methods. */
class ToggledClassTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Cashier {

        final Checkout checkout;

        Cashier(Checkout checkout) {
            this.checkout = checkout;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void toggledClassIsPrimaryAndRoutesItsPublicMethods(boolean classProxies) {
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
                            .hasMessage("no user");
                });
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

    static class Bare {

        @FeatureToggle("bare")
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
    void inheritedMethodsWithoutLegacyCodeThrowOrSkip() {
        runner.withBean(Inheriting.class, () -> new Inheriting()).run(context -> {
            Inheriting bean = context.getBean(Inheriting.class);

            assertThat(catchThrowable(bean::thrown)).isInstanceOf(FeatureDisabledException.class);
            assertThat(bean.skipped()).isEmpty();
            assertThat(bean.notPublic()).isEqualTo("new");
            store.set("bare", "true");
            assertThat(bean.thrown()).isEqualTo("new");
        });
    }

    interface Payment {

        @FeatureToggle(value = "payment", fallbackType = OldPayment.class)
        String pay(String user);
    }

    static class OldPayment implements Payment, Shipment {

        @Override
        public String pay(String user) {
            return "legacy " + user;
        }

        @Override
        public String ship(String user) {
            return "legacy " + user;
        }
    }

    static class NewPayment implements Payment {

        @Override
        public String pay(String user) {
            return "new " + user;
        }
    }

    @FeatureToggle(value = "shipment", fallbackType = OldPayment.class)
    interface Shipment {

        String ship(String user);
    }

    static class NewShipment implements Shipment {

        @Override
        public String ship(String user) {
            return "new " + user;
        }
    }

    /** The legacy class inherits the annotation from the interface too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interfaceMayNameItsLegacyImplementation(boolean classProxies) {
        with(classProxies)
                .withBean("old", OldPayment.class, () -> new OldPayment())
                .withBean("payment", NewPayment.class, () -> new NewPayment())
                .withBean("shipment", NewShipment.class, () -> new NewShipment())
                .run(context -> {
                    store.set("payment", "false");
                    store.set("shipment", "false");
                    Payment payment = (Payment) context.getBean("payment");
                    Shipment shipment = context.getBean(Shipment.class);
                    assertThat(payment.pay("ada")).isEqualTo("legacy ada");
                    assertThat(shipment.ship("ada")).isEqualTo("legacy ada");
                    store.set("payment", "true");
                    store.set("shipment", "true");
                    assertThat(payment.pay("ada")).isEqualTo("new ada");
                    assertThat(shipment.ship("ada")).isEqualTo("new ada");
                    assertThat(context.getBean(OldPayment.class).pay("ada")).isEqualTo("legacy ada");
                });
    }

    @FeatureToggle(value = "feed", fallbackType = LegacyCheckout.class)
    static class Feed implements Checkout, SmartLifecycle, SmartInitializingSingleton, Ordered {

        private volatile boolean running;

        private boolean initialised;

        @Override
        public String checkout(String user) {
            return "new, running " + running + ", initialised " + initialised;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public void afterSingletonsInstantiated() {
            initialised = true;
        }

        @Override
        public int getOrder() {
            return 7;
        }
    }

    /** The container calls these methods on the proxy once. The flag at that moment must not decide for later. */
    @Test
    void containerCallbacksAreNotToggled() {
        runner.withBean("old", LegacyCheckout.class, () -> new LegacyCheckout())
                .withBean("new", Feed.class, () -> new Feed())
                .run(context -> {
                    Checkout checkout = context.getBean(Checkout.class);
                    assertThat(checkout.checkout("ada")).isEqualTo("legacy ada");
                    store.set("feed", "true");
                    assertThat(checkout.checkout("ada")).isEqualTo("new, running true, initialised true");
                });
    }

    private ApplicationContextRunner with(boolean classProxies) {
        return runner.withPropertyValues("spring.aop.proxy-target-class=" + classProxies);
    }
}
