package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A {@code fallback} that names no method of the class, or one that does not fit. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InvalidLegacyMethodTests extends AbstractInvalidToggleTests {

    static class Missing {

        @FeatureToggle(value = "flag", fallback = "legacyChekout")
        String checkout(String user, int count) {
            return "";
        }

        private String legacyCheckout(String user, int count) {
            return "";
        }
    }

    @Test
    void missingLegacyMethod() {
        assertFails(
                Missing.class,
                Missing::new,
                "checkout(String, int) cannot work: its fallback 'legacyChekout' must be a method with the parameters"
                        + " (String, int), but the class has no method of that name: did you mean legacyCheckout?",
                "Add String legacyChekout(String, int), or correct the name. Methods with these parameters are: String legacyCheckout(String, int).");
    }

    static class NothingSimilar {

        @FeatureToggle(value = "flag", fallback = "legacy")
        String checkout(String user) {
            return "";
        }
    }

    @Test
    void missingLegacyMethodWithoutSimilarOnes() {
        assertFails(
                NothingSimilar.class,
                NothingSimilar::new,
                "checkout(String) cannot work: its fallback 'legacy' must be a method with the parameters (String), but"
                        + " the class has no method of that name.",
                "Add String legacy(String), or correct the name.");
    }

    static class OtherParameters {

        @FeatureToggle(value = "flag", fallback = "legacy")
        String checkout(String user, int count) {
            return "";
        }

        String legacy(String user, long count) {
            return "";
        }

        String legacy(String user) {
            return "";
        }
    }

    @Test
    void legacyMethodWithOtherParameters() {
        assertFails(
                OtherParameters.class,
                OtherParameters::new,
                "checkout(String, int) cannot work: its fallback 'legacy' must be a method with the parameters (String,"
                        + " int), but there is only String legacy(String), String legacy(String, long).",
                "Give both methods the same parameters: String legacy(String, int).");
    }

    static class GenericParent<T> {

        private String legacy(T user) {
            return "";
        }
    }

    static class Ambiguous extends GenericParent<String> {

        @FeatureToggle(value = "flag", fallback = "legacy")
        String checkout(String user) {
            return "";
        }

        String legacy(String user) {
            return "";
        }
    }

    @Test
    void ambiguousLegacyMethod() {
        assertFails(
                Ambiguous.class,
                Ambiguous::new,
                "checkout(String) cannot work: its fallback 'legacy' is ambiguous: String legacy(Object), String"
                        + " legacy(String) all fit.",
                "Rename one of them.");
    }

    static class OtherReturnType {

        @FeatureToggle(value = "flag", fallback = "legacy")
        int count() {
            return 1;
        }

        Integer legacy() {
            return 2;
        }
    }

    @Test
    void legacyMethodWithAnotherReturnType() {
        assertFails(
                OtherReturnType.class,
                OtherReturnType::new,
                "count() cannot work: its fallback must return int, but Integer legacy() returns Integer.",
                "Give both methods the same return type: int legacy().");
    }

    static class OtherException {

        @FeatureToggle(value = "flag", fallback = "legacy")
        void call() {}

        void legacy() throws IOException {}
    }

    @Test
    void legacyMethodWithUndeclaredCheckedException() {
        assertFails(
                OtherException.class,
                OtherException::new,
                "call() cannot work: its fallback void legacy() throws IOException, which the method does not declare, so"
                        + " that callers would not receive it unchanged.",
                "Declare IOException on the method too, or wrap it in an unchecked exception.");
    }

    static class Itself {

        @FeatureToggle(value = "flag", fallback = "call")
        void call() {}
    }

    @Test
    void legacyMethodThatIsTheMethodItself() {
        assertFails(
                Itself.class,
                Itself::new,
                "call() cannot work: its fallback is the method itself.",
                "Name the method that holds the legacy code.");
    }

    @Test
    void beanCreatedLaterIsCheckedAtStart() {
        runner.withBean("bean", Itself.class, Itself::new, definition -> definition.setLazyInit(true))
                .run(context -> assertThat(context).hasFailed());
        runner.withBean("bean", Itself.class, Itself::new, definition -> definition.setScope("prototype"))
                .run(context -> assertThat(context).hasFailed());
    }

    static class Cycle {

        @FeatureToggle(value = "a", fallback = "second")
        void first() {}

        @FeatureToggle(value = "b", fallback = "first")
        void second() {}
    }

    @Test
    void legacyMethodsInACycle() {
        assertFails(
                Cycle.class,
                Cycle::new,
                "first() cannot work: its fallback leads back to void first(), in an endless loop while the flags"
                        + " are off.",
                "Give the last legacy method no fallback to the others.");
    }

    static class OtherArgument {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public void call(List<String> names) {}

        void legacy(List<Integer> numbers) {}
    }

    static class OtherResult {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public List<String> call() {
            return List.of();
        }

        List<Integer> legacy() {
            return List.of();
        }
    }

    static class CompatibleArguments {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public <T> Collection<? extends Number> call(List<String> names, List<T> all, Map<String, Long> counts) {
            return List.of(1);
        }

        @SuppressWarnings("rawtypes") // Old code has raw types.
        List<Integer> legacy(List<? extends CharSequence> names, List all, Map<?, ?> counts) {
            return List.of(2);
        }
    }

    @Test
    void legacyMethodsOfOtherTypeArguments() {
        assertFails(
                OtherArgument.class,
                OtherArgument::new,
                "call(List) cannot work: its parameter 1 is java.util.List<java.lang.String>, but that of its fallback"
                        + " void legacy(List) is java.util.List<java.lang.Integer>.",
                "Give both methods the same parameters: void legacy(List<String>).");
        assertFails(
                OtherResult.class,
                OtherResult::new,
                "call() cannot work: its fallback must return java.util.List<java.lang.String>, but List legacy()"
                        + " returns java.util.List<java.lang.Integer>.",
                "Give both methods the same return type: List<String> legacy().");
        runner.withBean(CompatibleArguments.class, CompatibleArguments::new)
                .run(context -> assertThat(
                                context.getBean(CompatibleArguments.class).call(List.of(), List.of(), Map.of()))
                        .hasToString("[2]"));
    }
}
