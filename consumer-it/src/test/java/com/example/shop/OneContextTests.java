package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.test.Feature;
import io.featureflags.test.FeatureVariations;
import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithFlagValue;
import io.featureflags.test.WithoutFeature;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** Classes with different flags share one application context. */
class OneContextTests {

    private static final Set<ApplicationContext> contexts = Collections.newSetFromMap(new IdentityHashMap<>());

    private static final AtomicInteger runs = new AtomicInteger();

    @AfterAll
    static void isOneContext() {
        assertThat(runs).hasValue(9);
        assertThat(contexts).hasSize(1);
    }

    /** What the classes have in common. Each of them has a configuration of its own. */
    abstract static class Shopping {

        @Autowired
        CheckoutService checkout;

        @BeforeEach
        void count(@Autowired ApplicationContext context) {
            contexts.add(context);
            runs.incrementAndGet();
        }
    }

    @Nested
    @SpringBootTest
    class NoFlags extends Shopping {

        @Test
        void answersAreThoseOfTheConfiguration() {
            assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
        }
    }

    @Nested
    @SpringBootTest
    @WithFeature("new_checkout_flow")
    class SwitchedOn extends Shopping {

        @Test
        void theClassDecides() {
            assertThat(checkout.checkout(false)).isEqualTo("new checkout at 10");
        }

        @Test
        @WithoutFeature("new_checkout_flow")
        void theMethodIsNearer() {
            assertThat(checkout.checkout(false)).isEqualTo("legacy checkout at 10");
        }
    }

    @Nested
    @SpringBootTest
    @WithFlagValue(flag = "new_prices", value = "{\"users\": [\"book\"]}")
    class ForOneUser extends Shopping {

        @Test
        void theValueIsDecidedAsInProduction(@Autowired Prices prices) {
            assertThat(prices.price("book")).isEqualTo(12);
            assertThat(prices.price("pen")).isEqualTo(10);
        }
    }

    @Nested
    @SpringBootTest
    class EachWay extends Shopping {

        @FeatureVariations({"new_checkout_flow", "new_prices"})
        void allFour(
                @Feature("new_checkout_flow") boolean newFlow,
                @Feature("new_prices") boolean newPrices,
                TestFeatureFlags flags) {
            assertThat(checkout.checkout(false))
                    .isEqualTo((newFlow ? "new" : "legacy") + " checkout at " + (newPrices ? 12 : 10));
            assertThat(flags.branch("new_checkout_flow").newCode()).isEqualTo(newFlow ? 1 : 0);
        }
    }

    @Nested
    @SpringBootTest
    class ByTheBean extends Shopping {

        @Test
        void flagsAreSetInTheTest(@Autowired TestFeatureFlags flags) {
            flags.on("new_checkout_flow").set("new_prices", "100%");
            assertThat(checkout.checkout(false)).isEqualTo("new checkout at 12");
        }
    }
}
