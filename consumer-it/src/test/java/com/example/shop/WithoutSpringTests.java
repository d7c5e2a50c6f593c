package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.featureflags.test.TestFeatureFlags;
import org.junit.jupiter.api.Test;

/** Objects that a test creates itself run behind the interceptors of the starter. */
class WithoutSpringTests {

    @Test
    void runsTheNewCode() {
        Prices prices = TestFeatureFlags.off().on("new_prices").route(new ListPrices());
        assertThat(prices.price("book")).isEqualTo(12);
    }

    @Test
    void runsTheLegacyCodeUntilSet() {
        var flags = TestFeatureFlags.off();
        Prices prices = flags.route(new ListPrices());
        assertThat(prices.price("book")).isEqualTo(10);
        flags.set("new_prices", "{\"users\": [\"book\"]}");
        assertThat(prices.price("book")).isEqualTo(12);
        assertThat(prices.price("pen")).isEqualTo(10);
    }

    @Test
    void routesAnObjectWithConstructorArguments() {
        var flags = TestFeatureFlags.off().on("new_checkout_flow");
        CheckoutService checkout =
                flags.route(new CheckoutService(mock(Purchases.class), flags.route(new ListPrices())));
        assertThat(checkout.checkout(false)).isEqualTo("new checkout at 10");
    }

    @Test
    void findsLegacyObjectsByTheirType() {
        var flags = TestFeatureFlags.off();
        Payment payment = flags.route(new CardPayment(), new InvoicePayment());
        assertThat(payment.pay(10)).isEqualTo("invoice over 10");
        flags.on("card_payment");
        assertThat(payment.pay(10)).isEqualTo("card charged with 10");
    }
}
