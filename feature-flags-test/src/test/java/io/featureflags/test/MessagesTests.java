package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;

class MessagesTests {

    @Test
    void unknownNamesAndBadValuesFailTheTest() {
        TestRun run = TestRun.of(Wrong.class);

        assertThat(run.succeeded()).isZero();
        assertThat(run.failures())
                .containsEntry(
                        "misspelt()",
                        "Neither the code nor application.yml has a feature flag 'sourduogh'. Did you mean 'sourdough'?"
                                + " Correct the name, or add the flag to feature-flags.flags in application.yml if code only"
                                + " checks it by FeatureFlags.")
                .containsEntry(
                        "noFlag()",
                        "Neither the code nor application.yml has a feature flag 'rye'. The flags are [delivery,"
                                + " sourdough, thick_slices]. Correct the name, or add the flag to feature-flags.flags in"
                                + " application.yml if code only checks it by FeatureFlags.")
                .containsEntry(
                        "noName()",
                        "'rye bread' cannot be the name of a feature flag: it must match"
                                + " [A-Za-z0-9][A-Za-z0-9._:-]{0,127}.")
                .containsEntry(
                        "notUnderstood()",
                        "The value of feature flag 'sourdough' is not understood: a value must be true, false, a percentage"
                                + " such as 10%, or a JSON object")
                .containsEntry(
                        "both()",
                        "void io.featureflags.test.MessagesTests$Wrong.both() sets feature flags [sourdough] to several"
                                + " values. Keep one annotation for each flag.")
                .containsEntry(
                        "parameter(boolean)",
                        "@Feature(\"delivery\") needs a boolean parameter, and a flag that @FeatureVariations, @WithFeature"
                                + " or @WithoutFeature of this test switches on or off.");
    }

    @Test
    void tooManyVariationsAreRejected() {
        assertThat(TestRun.of(TooMany.class).failures())
                .containsEntry(
                        "five()",
                        "@FeatureVariations on void io.featureflags.test.MessagesTests$TooMany.five() would make 32 runs of"
                                + " 5 feature flags, of 16 at most. Name fewer flags, or set mode = ALL_ON_ALL_OFF (2 runs) or"
                                + " ONE_AT_A_TIME (6 runs).")
                .containsEntry(
                        "twice()",
                        "@FeatureVariations on void io.featureflags.test.MessagesTests$TooMany.twice() must name at least one"
                                + " feature flag, and none of them twice, but names [a, a].");
    }

    @Test
    void variationsOfAParameterizedTestAreRejected() {
        assertThat(TestRun.of(Parameterized.class).failures())
                .containsEntry(
                        "loaf(String)",
                        "void io.featureflags.test.MessagesTests$Parameterized.loaf(java.lang.String) has both"
                                + " @FeatureVariations and @ParameterizedTest, which do not combine on a method. Remove"
                                + " @ParameterizedTest, or put @FeatureVariations on the class: it repeats all tests there.");
    }

    @Test
    void annotationsWithoutSpringFailTheTest() {
        String message =
                "The feature flags of WithoutSpring have no effect: it has no application context of Spring, or its"
                        + " @TestExecutionListeners replace those of Spring. Annotate it with @SpringBootTest or a slice, or set"
                        + " mergeMode = MERGE_WITH_DEFAULTS. Without Spring, pass TestFeatureFlags.off().on(\"name\") to the code"
                        + " instead.";
        assertThat(TestRun.of(WithoutSpring.class).failures())
                .containsEntry("annotated()", message)
                .containsEntry(
                        "injected(TestFeatureFlags)",
                        "Failed to resolve parameter [io.featureflags.test.TestFeatureFlags flags] in method [void"
                                + " io.featureflags.test.MessagesTests$WithoutSpring.injected("
                                + "io.featureflags.test.TestFeatureFlags)]: "
                                + message);
    }

    @SpringBootTest
    static class Wrong {

        @Test
        @WithFeature("sourduogh")
        void misspelt() {}

        @Test
        @WithFeature("rye")
        void noFlag() {}

        @Test
        @WithFeature("rye bread")
        void noName() {}

        @Test
        @WithFlagValue(flag = "sourdough", value = "maybe")
        void notUnderstood() {}

        @Test
        @WithFeature("sourdough")
        @WithoutFeature("sourdough")
        void both() {}

        @Test
        @WithFeature("sourdough")
        void parameter(@Feature("delivery") boolean delivery) {}
    }

    @SpringBootTest
    static class Parameterized {

        @FeatureVariations("sourdough")
        @ParameterizedTest
        @ValueSource(strings = {"small", "large"})
        void loaf(String size) {}
    }

    @SpringBootTest
    static class TooMany {

        @FeatureVariations({"a", "b", "c", "d", "e"})
        void five() {}

        @FeatureVariations({"a", "a"})
        void twice() {}
    }

    @ExtendWith(FeatureFlagsExtension.class)
    static class WithoutSpring {

        @Test
        @WithFeature("sourdough")
        void annotated() {}

        @Test
        void injected(TestFeatureFlags flags) {}
    }
}
