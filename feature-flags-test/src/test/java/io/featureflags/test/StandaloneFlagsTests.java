package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.ErrorCode;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.InvalidFlagValueException;
import org.junit.jupiter.api.Test;

class StandaloneFlagsTests {

    @Test
    void constructorGetsTheFlags() {
        assertThat(new Bakery.Oven(TestFeatureFlags.off().on("sourdough")).routed())
                .isEqualTo("sourdough");
        assertThat(new Bakery.Oven(TestFeatureFlags.off()).routed()).isEqualTo("yeast");
    }

    @Test
    void annotatedMethodsAreRouted() {
        StandaloneFeatureFlags flags = TestFeatureFlags.off().set("delivery", "{\"users\": [\"ann\"]}");
        Bakery.Oven oven = flags.route(new Bakery.Oven(flags));

        assertThat(oven.bread()).isEqualTo("yeast");
        assertThat(oven.deliver("ann")).isEqualTo("delivered");
        assertThat(oven.deliver("bob")).isEqualTo("picked up");
        assertThat(oven.mono().block()).isEqualTo("yeast");

        flags.on("sourdough");
        assertThat(oven.bread()).isEqualTo("sourdough");
        flags.off("sourdough");
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    void legacyBeansAreFoundByTypeAndName() {
        StandaloneFeatureFlags flags = TestFeatureFlags.off();

        assertThat(flags.route(new NewTill(), new OldTill()).pay()).isEqualTo("old");
        assertThat(flags.on("till").route(new NewTill(), new OldTill()).pay()).isEqualTo("new");
        NewTill withoutLegacy = flags.off("till").route(new NewTill());
        assertThatThrownBy(withoutLegacy::pay).hasMessageContaining("OldTill");
    }

    @Test
    void variantsRunTheirCode() {
        StandaloneFeatureFlags flags = TestFeatureFlags.off()
                .set(
                        "till",
                        "{\"enabled\": true, \"variants\": [{\"name\": \"card\"},"
                                + " {\"name\": \"cash\", \"weight\": 0, \"users\": [\"ann\"]},"
                                + " {\"name\": \"old\", \"weight\": 0, \"users\": [\"bob\"]}]}");
        VariantTill till = flags.route(new VariantTill(), new OldTill());

        assertThat(till.pay("ann")).isEqualTo("cash");
        assertThat(till.pay("bob")).isEqualTo("old");
        assertThat(till.pay("cid")).isEqualTo("new");
        flags.on("till");
        assertThat(till.pay("ann")).isEqualTo("new");
    }

    @Test
    void defaultOfTheAnnotationIsOffToo() {
        assertThat(TestFeatureFlags.off().route(new OnByDefault()).answer()).isEqualTo("off");
    }

    @Test
    void valuesAreDecidedAsInProduction() {
        StandaloneFeatureFlags flags =
                TestFeatureFlags.off().set("a", "{\"requires\": [\"b\"]}").set("c", "10%");

        assertThat(flags.isEnabled("a")).isFalse();
        assertThat(flags.on("b").isEnabled("a")).isTrue();
        assertThat(flags.evaluate("c", EvaluationContext.anonymous()).errorCode())
                .isEqualTo(ErrorCode.TARGETING_KEY_MISSING);
        assertThat(flags.evaluate("d", EvaluationContext.anonymous()).errorCode())
                .isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(flags.flag("b").withValue("false").isEnabled(EvaluationContext::anonymous))
                .isFalse();
    }

    @Test
    void mistakesAreRejected() {
        assertThatThrownBy(() -> TestFeatureFlags.off().on("no name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'no name' cannot be the name of a feature flag: it must match"
                        + " [A-Za-z0-9][A-Za-z0-9._:-]{0,127}.");
        assertThatThrownBy(() -> TestFeatureFlags.off().set("a", "maybe"))
                .isInstanceOf(InvalidFlagValueException.class);
    }

    static class NewTill {

        @FeatureToggle(value = "till", fallbackType = OldTill.class)
        String pay() {
            return "new";
        }
    }

    static class VariantTill {

        @FeatureToggle(
                value = "till",
                user = "#customer",
                variants = {
                    @FeatureVariant(value = "cash", method = "cash"),
                    @FeatureVariant(value = "old", type = OldTill.class)
                })
        String pay(String customer) {
            return "new";
        }

        String cash(String customer) {
            return "cash";
        }
    }

    static class OldTill {

        String pay() {
            return "old";
        }

        String pay(String customer) {
            return "old";
        }
    }

    static class OnByDefault {

        @FeatureToggle(value = "by_default", enabledByDefault = true, fallback = "off")
        String answer() {
            return "on";
        }

        String off() {
            return "off";
        }
    }
}
