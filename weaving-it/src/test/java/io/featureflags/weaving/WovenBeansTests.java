package io.featureflags.weaving;

import static io.featureflags.weaving.WovenContext.ALMOST_ALWAYS_ON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;

/** Beans of woven classes, which the aspect routes exactly once. */
class WovenBeansTests {

    private final WovenContext flags = new WovenContext();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wovenBeanIsRoutedOnceAndHasNoProxy(boolean classProxies) {
        flags.store.set("woven", ALMOST_ALWAYS_ON);
        flags.runner
                .withPropertyValues("spring.aop.proxy-target-class=" + classProxies)
                .withBean(Shop.class, () -> new Shop("bean"))
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);

                    assertThat(AopUtils.isAopProxy(shop)).isFalse();
                    assertThat(flags.store.loaded()).contains("woven", "woven_too");
                    assertThat(shop.checkout("ada")).isEqualTo("new bean ada");
                    assertThat(flags.decisions).hasValue(1);
                    assertThat(shop.callPrivately("ada")).isEqualTo("new private ada");
                    assertThat(flags.decisions).hasValue(2);
                    flags.store.set("woven", "false");
                    assertThat(shop.checkout("ada")).isEqualTo("legacy bean ada");
                    assertThat(shop.checkoutForGood("ada")).isEqualTo("legacy bean ada");
                });
    }

    @Test
    void beanOfAFinalClass() {
        flags.store.set("woven", "true");
        flags.runner
                .withBean(Vault.class, Vault::new)
                .run(context -> assertThat(context.getBean(Vault.class).open()).isEqualTo("new"));
    }

    @Test
    void toggledClassIsPrimaryAndDecidesForEachCall() {
        flags.runner
                .withBean(LegacyPayment.class, LegacyPayment::new)
                .withBean(NewPayment.class, NewPayment::new)
                .run(context -> {
                    Payment payment = context.getBean(Payment.class);

                    assertThat(payment).isExactlyInstanceOf(NewPayment.class).hasToString("NewPayment true");
                    assertThat(payment.pay("ada")).isEqualTo("legacy ada");
                    assertThat(payment.refund()).isEqualTo("legacy refund");
                    assertThat(((NewPayment) payment).price()).isEqualTo("legacy price");
                    assertThat(new NewPayment().pay("ada")).isEqualTo("legacy ada");
                    flags.store.set("woven", ALMOST_ALWAYS_ON);
                    assertThat(payment.refund()).isEqualTo("new refund");
                    assertThat(flags.decisions).hasValue(1);
                    assertThat(payment.pay("ada")).isEqualTo("new ada new refund");
                    assertThat(flags.decisions)
                            .as("includes the call on itself")
                            .hasValue(3);
                });
    }

    @Test
    void proxyRoutesOnlyMethodsThatAreNotWoven() {
        flags.store.set("woven", ALMOST_ALWAYS_ON);
        flags.runner.withBean(PoliteGreeter.class, PoliteGreeter::new).run(context -> {
            PoliteGreeter greeter = context.getBean(PoliteGreeter.class);
            int audited = Auditing.CALLS.get();

            assertThat(AopUtils.isAopProxy(greeter)).isTrue();
            assertThat(greeter.greet("ada")).isEqualTo("new ada");
            assertThat(flags.decisions).hasValue(1);
            assertThat(greeter.bye("ada")).isEqualTo("new bye ada");
            assertThat(flags.decisions).hasValue(2);
            assertThat(Auditing.CALLS).hasValue(audited + 1);
            flags.store.set("woven", "false");
            assertThat(greeter.greet("ada")).isEqualTo("legacy ada");
            assertThat(greeter.bye("ada")).isEqualTo("legacy bye ada");
            assertThat(Auditing.CALLS).hasValue(audited + 1);
        });
    }

    @Test
    void methodBehindABridgeIsRoutedOnce() {
        flags.runner.withBean(Ticket.class, Ticket::new).run(context -> {
            Ticket ticket = context.getBean(Ticket.class);

            assertThat(AopUtils.isAopProxy(ticket)).isFalse();
            assertThat(ticket.print()).isEqualTo("legacy");
            flags.store.set("woven", ALMOST_ALWAYS_ON);
            assertThat(ticket.print()).isEqualTo("new");
            assertThat(flags.decisions).hasValue(1);
        });
    }

    @Test
    void inheritedMethodsAreRoutedByTheProxy() {
        flags.runner
                .withBean(LegacyPayment.class, LegacyPayment::new)
                .withBean(InheritedPayment.class, InheritedPayment::new)
                .run(context -> {
                    Payment payment = context.getBean(Payment.class);

                    assertThat(payment.pay("ada")).isEqualTo("legacy ada");
                    assertThat(payment.refund()).isEqualTo("legacy refund");
                    flags.store.set("woven", "true");
                    assertThat(payment.pay("ada")).isEqualTo("plain ada");
                    assertThat(payment.refund()).isEqualTo("no refund");
                });
    }

    @Test
    void subclassIsRoutedByBothButOncePerCall() {
        flags.store.set("woven", ALMOST_ALWAYS_ON);
        flags.runner
                .withBean(LegacyPayment.class, LegacyPayment::new)
                .withBean(PartnerPayment.class, PartnerPayment::new)
                .run(context -> {
                    PartnerPayment payment = context.getBean(PartnerPayment.class);

                    assertThat(payment.refund()).isEqualTo("new refund");
                    assertThat(flags.decisions).hasValue(1);
                    assertThat(payment.pay("ada")).isEqualTo("partner new ada new refund");
                    assertThat(flags.decisions)
                            .as("includes its own call of refund")
                            .hasValue(3);
                    flags.store.set("woven", "false");
                    assertThat(payment.refund()).isEqualTo("legacy refund");
                    assertThat(payment.pay("ada")).isEqualTo("legacy ada");
                });
    }

    @Test
    void firstBeanIsRoutedDuringItsCreation() {
        flags.store.set("woven", "true");
        flags.runner
                .withBean(InitShop.class, InitShop::new)
                .run(context ->
                        assertThat(context.getBean(InitShop.class).atStart).isEqualTo("new init ada"));
    }

    @Test
    void invalidToggleStopsTheStart() {
        flags.runner
                .withBean(StaticMistake.class, StaticMistake::new)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the method is static, but its fallback String legacy() is not."));
    }
}
