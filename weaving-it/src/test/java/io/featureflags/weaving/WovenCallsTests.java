package io.featureflags.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureDisabledException;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.toggle.InvalidFeatureToggleException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Calls that no proxy intercepts: from inside the object, and of objects that the container has not created. */
class WovenCallsTests {

    private final WovenContext flags = new WovenContext();

    private final Shop shop = new Shop("shop");

    private void on() {
        flags.store.set("woven", "true");
    }

    @Test
    void objectWithoutContainer() {
        flags.runner.run(context -> {
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
            on();
            assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
            flags.store.delete("woven");
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
        });
    }

    @Test
    void newCodeRunsInTheShadowOfALegacyCall() {
        flags.store.set("woven", "{\"enabled\": false, \"shadow\": 100}");
        flags.runner.run(context -> {
            assertThat(shop.shadowed("ada")).isEqualTo("legacy shop ada");
            ShadowRuns runs = context.getBean(ShadowRuns.class);
            // The new code calls another toggled method, which is off, so that both have the same result.
            await().until(() -> runs.counts("woven").count(ShadowOutcome.SAME) == 1);
            assertThat(runs.counts("woven").timed()).isEqualTo(1);
            assertThat(context.getBean(FlagReferences.class).calls("woven").newCalls())
                    .isZero();
        });
    }

    @Test
    void selfInvocationAndMethodsThatNoProxyCanOverride() {
        flags.runner.run(context -> {
            assertThat(shop.checkoutOfItself("ada")).isEqualTo("legacy shop ada");
            assertThat(shop.callPrivately("ada")).isEqualTo("legacy shop ada");
            assertThat(shop.inLambda("ada")).isEqualTo("legacy shop ada");
            assertThat(shop.checkoutForGood("ada")).isEqualTo("legacy shop ada");
            assertThat(shop.composed("ada")).isEqualTo("legacy shop ada");
            assertThat(Shop.total(3, 1, 2)).isEqualTo(-5);
            assertThat(new Vault().open()).isEqualTo("legacy");
            on();
            assertThat(shop.checkoutOfItself("ada")).isEqualTo("new shop ada");
            assertThat(shop.callPrivately("ada")).isEqualTo("new private ada");
            assertThat(shop.inLambda("ada")).isEqualTo("new private ada");
            assertThat(shop.checkoutForGood("ada")).isEqualTo("new final ada");
            assertThat(shop.composed("ada")).isEqualTo("new composed ada");
            assertThat(Shop.total(3, 1, 2)).isEqualTo(5);
            assertThat(new Vault().open()).isEqualTo("new");
        });
    }

    @Test
    void userOfAnArgument() {
        flags.store.set("woven", "{\"users\": [\"grace\"]}");
        flags.runner.run(context -> {
            assertThat(shop.forUser("grace")).isEqualTo("new grace");
            assertThat(shop.forUser("ada")).isEqualTo("legacy shop ada");
            assertThat(flags.decisions).hasValue(0);
        });
    }

    @Test
    void eachUserGetsTheCodeOfTheVariant() {
        VariantShop variants = new VariantShop();
        flags.store.set(
                "woven",
                "{\"excluded\": [\"eve\"], \"percentage\": 100, \"variants\": [{\"name\": \"other\", \"weight\": 100},"
                        + " {\"name\": \"express\", \"weight\": 0, \"users\": [\"ada\"]},"
                        + " {\"name\": \"plain\", \"weight\": 0, \"users\": [\"bob\"]}]}");
        flags.runner
                .withBean("plainCheckout", PlainCheckout.class, PlainCheckout::new)
                .run(context -> {
                    assertThat(variants.checkoutOfItself("ada")).isEqualTo("express ada");
                    assertThat(variants.checkoutOfItself("bob")).isEqualTo("plain bob");
                    assertThat(variants.checkoutOfItself("grace")).isEqualTo("new grace");
                    assertThat(variants.checkoutOfItself("eve")).isEqualTo("legacy eve");
                });
        assertThat(variants.checkoutOfItself("ada")).isEqualTo("legacy ada");
    }

    @Test
    void callersGetTheOriginalExceptionOfEachBranch() {
        flags.runner.run(context -> {
            assertThat(catchThrowable(shop::failing)).isSameAs(shop.legacyFailure);
            on();
            assertThat(catchThrowable(shop::failing)).isSameAs(shop.failure);
        });
    }

    @Test
    void legacyCodeRunsAfterListedFailures() {
        on();
        flags.runner.run(context -> {
            IllegalStateException listed = new IllegalStateException("listed");
            IllegalArgumentException other = new IllegalArgumentException("other");

            assertThat(shop.rescued(null)).isEqualTo("new");
            assertThat(shop.rescued).isNull();
            assertThat(shop.rescued(listed)).isEqualTo("legacy");
            assertThat(shop.rescued).isSameAs(listed);
            assertThat(catchThrowable(() -> shop.rescued(other))).isSameAs(other);
        });
    }

    @Test
    void callWithoutLegacyCodeThrowsOrIsSkipped() {
        flags.runner.run(context -> {
            assertThat(catchThrowable(shop::bare)).isInstanceOf(FeatureDisabledException.class);
            assertThat(shop.skipped()).isEmpty();
            on();
            assertThat(shop.bare()).isEqualTo("new");
            assertThat(shop.skipped()).containsExactly("new");
        });
    }

    @Test
    void publisherEvaluatesTheFlagForEachSubscription() {
        flags.runner.run(context -> {
            Mono<String> mono = shop.mono("ada");

            assertThat(mono.block()).isEqualTo("legacy ada");
            on();
            assertThat(mono.block()).isEqualTo("new ada");
            assertThat(mono.block()).isEqualTo("new ada");
        });
    }

    @Test
    void legacyMethodMayBeToggledToo() {
        flags.runner.run(context -> {
            assertThat(shop.chained("ada")).isEqualTo("legacy shop ada");
            flags.store.set("woven_too", "true");
            assertThat(shop.chained("ada")).isEqualTo("middle ada");
            on();
            assertThat(shop.chained("ada")).isEqualTo("new ada");
        });
    }

    @Test
    void subclassRoutesOnceByItsOwnAnnotation() {
        Shop branch = new BranchShop("branch");
        flags.runner.run(context -> {
            assertThat(branch.checkout("ada")).isEqualTo("legacy branch ada");
            assertThat(branch.checkoutForGood("ada")).isEqualTo("legacy branch ada");
            flags.store.set("woven_too", "true");
            assertThat(branch.checkout("ada")).isEqualTo("branch new branch ada");
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
        });
    }

    @Test
    void bridgeMethodsDecideOnce() {
        flags.store.set("woven", WovenContext.ALMOST_ALWAYS_ON);
        Greeter<String> greeter = new PoliteGreeter();
        flags.runner.run(context -> {
            assertThat(greeter.greet("ada")).isEqualTo("new ada");
            assertThat(greeter.name()).isEqualTo("new name");
            assertThat(flags.decisions).hasValue(2);
            flags.store.set("woven", "false");
            assertThat(greeter.greet("ada")).isEqualTo("legacy ada");
            assertThat(greeter.name()).isEqualTo("legacy name");
        });
    }

    @Test
    void otherAspectsKeepTheirPlace() {
        flags.store.set("woven", WovenContext.ALMOST_ALWAYS_ON);
        flags.runner.run(context -> {
            int before = Auditing.CALLS.get();

            assertThat(shop.audited("ada")).isEqualTo("new audited ada");
            assertThat(flags.decisions).hasValue(1);
            assertThat(Auditing.CALLS).hasValue(before + 1);
            flags.store.set("woven", "false");
            assertThat(shop.audited("ada")).isEqualTo("legacy shop ada");
        });
    }

    @Test
    void invalidToggleFailsTheCall() {
        on();
        flags.runner.run(context -> assertThat(catchThrowable(StaticMistake::call))
                .isInstanceOf(InvalidFeatureToggleException.class)
                .hasMessageContaining("StaticMistake.call() cannot work: the method is static, but its fallback String"
                        + " legacy() is not."));
    }

    @Test
    void legacyCodeRunsWithoutAContext() {
        on();
        assertThat(shop.checkoutOfItself("ada")).isEqualTo("legacy shop ada");

        flags.runner.run(context -> assertThat(shop.checkoutOfItself("ada")).isEqualTo("new shop ada"));

        assertThat(shop.checkoutOfItself("ada")).isEqualTo("legacy shop ada");
        assertThat(shop.callPrivately("ada")).isEqualTo("legacy shop ada");
        assertThat(Shop.total(3, 1)).isEqualTo(-4);
        assertThat(new BranchShop("branch").checkout("ada")).isEqualTo("legacy branch ada");
        assertThat(((Greeter<String>) new PoliteGreeter()).greet("ada")).isEqualTo("legacy ada");
        assertThat(catchThrowable(() -> new NewPayment().pay("ada"))).isInstanceOf(FeatureDisabledException.class);
        assertThat(new NewPayment()).hasToString("NewPayment false");
    }

    @Test
    void lastStartedContextRoutesUntilItIsClosed() {
        WovenContext other = new WovenContext();
        other.store.set("woven", "true");
        flags.runner.run(first -> {
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
            other.runner.run(second -> {
                assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
                first.close();
                assertThat(shop.checkout("ada")).isEqualTo("new shop ada");
            });
            assertThat(shop.checkout("ada")).isEqualTo("legacy shop ada");
        });
    }
}
