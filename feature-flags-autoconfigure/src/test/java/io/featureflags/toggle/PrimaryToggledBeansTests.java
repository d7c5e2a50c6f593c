package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** The bean that is injected for an interface of several beans, one of them toggled. */
class PrimaryToggledBeansTests {

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean("oldCard", OldCard.class, () -> new OldCard());

    interface Payment {

        String pay();
    }

    static class OldCard implements Payment {

        @Override
        public String pay() {
            return "old card";
        }
    }

    @FeatureToggle(value = "card", fallbackType = OldCard.class)
    static class Card implements Payment {

        @Override
        public String pay() {
            return "card";
        }
    }

    static class OldCash implements Payment {

        @Override
        public String pay() {
            return "old cash";
        }
    }

    @FeatureToggle(value = "cash", fallbackType = OldCash.class)
    static class Cash implements Payment {

        @Override
        public String pay() {
            return "cash";
        }
    }

    static class Till {

        final Payment card;

        final Payment cash;

        Till(Payment card, Payment cash) {
            this.card = card;
            this.cash = cash;
        }
    }

    @Test
    void twoToggledBeansOfOneInterfaceAreInjectedByName() {
        runner.withBean("card", Card.class, () -> new Card())
                .withBean("oldCash", OldCash.class, () -> new OldCash())
                .withBean("cash", Cash.class, () -> new Cash())
                .withBean(Till.class)
                .run(context -> {
                    Till till = context.getBean(Till.class);
                    assertThat(till.card.pay()).isEqualTo("old card");
                    store.set("card", "true");
                    assertThat(till.card.pay()).isEqualTo("card");
                    assertThat(till.cash.pay()).isEqualTo("old cash");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Decorated {

        @Bean
        @Primary
        Payment decorated(@Qualifier("card") Payment card) {
            return () -> "decorated " + card.pay();
        }
    }

    @Test
    void primaryBeanOfTheApplicationStaysTheOnlyOne() {
        runner.withBean("card", Card.class, () -> new Card())
                .withUserConfiguration(Decorated.class)
                .run(context -> {
                    Payment payment = context.getBean(Payment.class);
                    assertThat(payment.pay()).isEqualTo("decorated old card");
                    store.set("card", "true");
                    assertThat(payment.pay()).isEqualTo("decorated card");
                });
    }

    static class OldJob {

        public String work() {
            return "old work";
        }
    }

    @FeatureToggle(value = "job", fallbackType = OldJob.class)
    static class Job implements Payment {

        public String work() {
            return "work";
        }

        @Override
        @FeatureToggle(value = "job", otherwise = Otherwise.SKIP)
        public String pay() {
            return "paid for the job";
        }
    }

    @Test
    void toggledBeanIsNotPrimaryForUnsharedTypes() {
        runner.withBean("oldJob", OldJob.class, () -> new OldJob())
                .withBean("card", Job.class, () -> new Job())
                .withBean("cash", OldCash.class, () -> new OldCash())
                .withBean(Till.class)
                .run(context -> {
                    assertThat(context.getBean(Job.class).work()).isEqualTo("old work");
                    assertThat(context.getBean(Till.class).cash.pay()).isEqualTo("old cash");
                });
    }

    static class Shop {

        final Payment payment;

        Shop(Payment payment) {
            this.payment = payment;
        }
    }

    @Test
    void legacyBeanMayBeInTheParentContext() {
        runner.run(parent -> new ApplicationContextRunner()
                .withParent(parent)
                .withConfiguration(
                        AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
                .withBean("card", Card.class, () -> new Card())
                .withBean(Shop.class)
                .run(child -> assertRoutes(child.getBean(Shop.class).payment)));
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedLegacyCode {

        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
        OldCard oldCard() {
            return new OldCard();
        }
    }

    @Test
    void legacyBeanMayBeScoped() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class, () -> store)
                .withUserConfiguration(ScopedLegacyCode.class)
                .withBean("new", Card.class, () -> new Card())
                .withBean(Shop.class)
                .run(context -> assertRoutes(context.getBean(Shop.class).payment));
    }

    private void assertRoutes(Payment payment) {
        assertThat(payment.pay()).isEqualTo("old card");
        store.set("card", "true");
        assertThat(payment.pay()).isEqualTo("card");
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedByItsClass {

        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Card card() {
            return new Card();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedByItsInterface {

        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
        Card card() {
            return new Card();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ScopedByItsClass.class, ScopedByItsInterface.class})
    void scopedProxyOfAToggledBeanIsPrimary(Class<?> configuration) {
        runner.withUserConfiguration(configuration).run(context -> {
            Payment payment = context.getBean(Payment.class);
            assertThat(payment.pay()).isEqualTo("old card");
            store.set("card", "true");
            assertThat(payment.pay()).isEqualTo("card");
        });
    }
}
