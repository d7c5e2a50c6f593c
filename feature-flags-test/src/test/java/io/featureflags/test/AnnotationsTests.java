package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@WithFeature("thick_slices")
class AnnotationsTests implements WithDelivery {

    @Autowired
    private Bakery.Oven oven;

    private String beforeEach = "";

    @BeforeEach
    void bake() {
        beforeEach = oven.bread();
    }

    @Test
    @WithFeature("sourdough")
    void methodSwitchesOn() {
        assertThat(oven.bread()).isEqualTo("sourdough");
        assertThat(beforeEach).isEqualTo("sourdough");
    }

    @Test
    @WithoutFeature("sourdough")
    void methodSwitchesOff() {
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    void flagThatIsNotSetIsOff() {
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    void classIsInForce() {
        assertThat(oven.slice()).isEqualTo("thick");
    }

    @Test
    @WithoutFeature("thick_slices")
    void methodIsNearerThanClass() {
        assertThat(oven.slice()).isEqualTo("thin");
    }

    @Test
    void interfaceIsInForce() {
        assertThat(oven.deliver("a")).isEqualTo("delivered");
    }

    @Test
    @WithFlagValue(flag = "delivery", value = "{\"users\": [\"ann\"]}")
    void valueIsDecidedAsInProduction() {
        assertThat(oven.deliver("ann")).isEqualTo("delivered");
        assertThat(oven.deliver("bob")).isEqualTo("picked up");
    }

    @Test
    @WithFlagValue(flag = "sourdough", value = "{\"enabled\": true, \"variants\": [{\"name\": \"rye\"}]}")
    void checkPicksNoVariant(@Autowired FlagRegistry flags) {
        Flag sourdough = flags.flag("sourdough");
        assertThat(sourdough.decide(EvaluationContext.of("ann")).variant()).isNull();
        assertThat(sourdough.evaluate(EvaluationContext.of("ann")).variant()).isEqualTo("rye");
    }

    @Test
    @WithFlagValue(flag = "sourdough", value = "{\"requires\": [\"delivery\"]}")
    @WithoutFeature("delivery")
    void requiredFlagIsThatOfTheTest() {
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    @WithFlagValue(flag = "sourdough", value = "{\"requires\": [\"delivery\"]}")
    @WithFlagValue(flag = "delivery", value = "{\"requires\": [\"sourdough\"]}")
    void cycleOfRequiredFlagsIsOff() {
        assertThat(oven.bread()).isEqualTo("yeast");
    }

    @Test
    @Everything
    void annotationOfAnnotationsIsInForce() {
        assertThat(oven.bread()).isEqualTo("sourdough");
        assertThat(oven.slice()).isEqualTo("thin");
    }

    @Test
    @WithFeature({"sourdough", "delivery"})
    void severalNames(TestFeatureFlags flags, @Feature("sourdough") boolean sourdough) {
        assertThat(sourdough).isTrue();
        assertThat(oven.bread()).isEqualTo("sourdough");
        flags.off("sourdough");
        assertThat(oven.bread()).isEqualTo("yeast");
        assertThat(flags.branch("sourdough")).isEqualTo(new BranchCalls(2, 1));
    }

    @Nested
    @WithFeature("sourdough")
    class InNestedClass {

        @Test
        void bothClassesAreInForce() {
            assertThat(oven.bread()).isEqualTo("sourdough");
            assertThat(oven.slice()).isEqualTo("thick");
        }
    }

    @Nested
    class OfSuperclass extends Sliced {

        @Test
        void superclassIsNearerThanEnclosingClass() {
            assertThat(oven.slice()).isEqualTo("thin");
        }
    }

    @Nested
    @WithoutFeature("sourdough")
    class OfMethods extends Recipes implements Recipe {

        @Test
        @Override
        public void implementedMethodIsNearerThanClass() {
            assertThat(oven.bread()).isEqualTo("sourdough");
        }

        @Test
        @Override
        void overriddenMethodIsNearerThanClass() {
            assertThat(oven.bread()).isEqualTo("sourdough");
        }

        @Test
        @Override
        @WithoutFeature("sourdough")
        void methodIsNearerThanOverriddenOne() {
            assertThat(oven.bread()).isEqualTo("yeast");
        }
    }

    interface Recipe {

        @WithFeature("sourdough")
        void implementedMethodIsNearerThanClass();
    }

    abstract static class Recipes {

        @WithFeature("sourdough")
        void overriddenMethodIsNearerThanClass() {}

        @WithFeature("sourdough")
        void methodIsNearerThanOverriddenOne() {}
    }

    @WithoutFeature("thick_slices")
    abstract static class Sliced {}

    @Retention(RetentionPolicy.RUNTIME)
    @WithFeature("sourdough")
    @WithoutFeature("thick_slices")
    @interface Everything {}
}
