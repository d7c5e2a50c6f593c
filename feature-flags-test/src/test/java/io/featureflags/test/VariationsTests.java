package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class VariationsTests {

    private static final Set<String> RUNS = new ConcurrentSkipListSet<>();

    @Autowired
    private Bakery.Oven oven;

    @FeatureVariations("sourdough")
    void bothWays(TestInfo run, @Feature("sourdough") boolean sourdough) {
        RUNS.add("both " + run.getDisplayName());
        assertThat(oven.bread()).isEqualTo(sourdough ? "sourdough" : "yeast");
    }

    @FeatureVariations({"sourdough", "thick_slices"})
    void allFour(TestInfo run, @Feature("thick_slices") boolean thick, @Feature("sourdough") boolean sourdough) {
        RUNS.add("four " + run.getDisplayName());
        assertThat(oven.slice()).isEqualTo(thick ? "thick" : "thin");
        assertThat(oven.bread()).isEqualTo(sourdough ? "sourdough" : "yeast");
    }

    @FeatureVariations(
            value = {"sourdough", "thick_slices", "delivery"},
            mode = FeatureVariations.Mode.ONE_AT_A_TIME)
    void oneAtATime(TestInfo run) {
        RUNS.add("one " + run.getDisplayName());
    }

    @FeatureVariations("sourdough")
    void resetKeepsTheVariation(TestFeatureFlags flags, @Feature("sourdough") boolean sourdough) {
        flags.set("sourdough", sourdough ? "false" : "true");
        flags.reset();
        assertThat(oven.bread()).isEqualTo(sourdough ? "sourdough" : "yeast");
    }

    @AfterAll
    static void allRan() {
        assertThat(RUNS)
                .contains(
                        "both sourdough=on",
                        "both sourdough=off",
                        "four sourdough=on, thick_slices=on",
                        "four sourdough=on, thick_slices=off",
                        "four sourdough=off, thick_slices=on",
                        "four sourdough=off, thick_slices=off",
                        "one sourdough=off, thick_slices=off, delivery=off",
                        "one sourdough=on, thick_slices=off, delivery=off",
                        "one sourdough=off, thick_slices=on, delivery=off",
                        "one sourdough=off, thick_slices=off, delivery=on")
                .contains("class sourdough=on 1", "class sourdough=on 2", "class sourdough=off 2");
    }

    @Nested
    @FeatureVariations("sourdough")
    class OfClass {

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int number, TestFeatureFlags flags) {
            RUNS.add("class sourdough=" + (oven.bread().equals("sourdough") ? "on" : "off") + " " + number);
        }

        @Test
        @WithoutFeature("sourdough")
        void methodIsNearer() {
            assertThat(oven.bread()).isEqualTo("yeast");
        }
    }

    @FeatureVariations({"sourdough", "thick_slices"})
    abstract static class Varied {}

    @Nested
    @WithFeature("sourdough")
    class NearerThanVariationsOfSuperclass extends Varied {

        @Test
        void keepsItsFlag(@Feature("thick_slices") boolean thick) {
            assertThat(oven.bread()).isEqualTo("sourdough");
            assertThat(oven.slice()).isEqualTo(thick ? "thick" : "thin");
        }
    }
}
