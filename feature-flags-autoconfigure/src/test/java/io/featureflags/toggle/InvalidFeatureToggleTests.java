package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;

/** Every mistake stops the start, and the message names the method, what was wanted, what was found and the way out. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InvalidFeatureToggleTests {

    private static final String HERE = InvalidFeatureToggleTests.class.getName() + "$";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class);

    static class BadName {

        @FeatureToggle(value = "new checkout", fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    @Test
    void flagNameOutsideTheGrammar() {
        assertFails(
                BadName.class,
                BadName::new,
                "call() cannot work: its flag name 'new checkout' does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}.",
                "Use letters, digits, '.', '_', ':' and '-', at most 128 of them, the first a letter or digit.");
    }

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
                        + " (String, int), and the class has no method of that name.",
                "Write it, or correct the name. Methods with these parameters are: String legacyCheckout(String, int).");
    }

    static class NothingAlike {

        @FeatureToggle(value = "flag", fallback = "legacy")
        String checkout(String user) {
            return "";
        }
    }

    @Test
    void missingLegacyMethodWithoutOneAlike() {
        assertFails(
                NothingAlike.class,
                NothingAlike::new,
                "checkout(String) cannot work: its fallback 'legacy' must be a method with the parameters (String), and"
                        + " the class has no method of that name.",
                "Write it, or correct the name.");
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
                        + " int), and there is only String legacy(String), String legacy(String, long).",
                "Give both methods the same parameters.");
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
                "count() cannot work: its fallback must return int, and Integer legacy() returns Integer.",
                "Give both methods the same return type.");
    }

    static class OtherException {

        @FeatureToggle(value = "flag", fallback = "legacy")
        void call() {}

        void legacy() throws IOException {}
    }

    @Test
    void legacyMethodWithACheckedExceptionOfItsOwn() {
        assertFails(
                OtherException.class,
                OtherException::new,
                "call() cannot work: its fallback void legacy() throws IOException, which the method does not declare, so"
                        + " that no caller could get it as it is.",
                "Declare IOException on the method too, or turn it into an unchecked exception.");
    }

    static class Itself {

        @FeatureToggle(value = "flag", fallback = "call")
        void call() {}
    }

    @Test
    void legacyMethodIsTheMethodItself() {
        assertFails(
                Itself.class,
                Itself::new,
                "call() cannot work: its fallback is the method itself.",
                "Name the method that holds the legacy code.");
    }

    static class Cycle {

        @FeatureToggle(value = "a", fallback = "second")
        void first() {}

        @FeatureToggle(value = "b", fallback = "first")
        void second() {}
    }

    @Test
    void legacyMethodsThatLeadBack() {
        assertFails(
                Cycle.class,
                Cycle::new,
                "first() cannot work: its fallback leads back to void first(), for ever while the flags are off.",
                "Let the last legacy method be one without a fallback to the others.");
    }

    static class PrivateMethod {

        @FeatureToggle(value = "flag", fallback = "legacy")
        private void call() {}

        void legacy() {}
    }

    static class FinalMethod {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public final void call() {}

        void legacy() {}
    }

    static class StaticMethod {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public static void call() {}

        static void legacy() {}
    }

    @Test
    void methodsThatNoProxyCanIntercept() {
        assertNotInterceptable(PrivateMethod.class, PrivateMethod::new, "private");
        assertNotInterceptable(FinalMethod.class, FinalMethod::new, "final");
        assertNotInterceptable(StaticMethod.class, StaticMethod::new, "static");
    }

    private <T> void assertNotInterceptable(Class<T> type, Supplier<T> bean, String obstacle) {
        assertFails(
                type,
                bean,
                "call() cannot work: the method is " + obstacle
                        + ", so that no proxy can intercept it: the new code would" + " run whatever the flag says.",
                "Make it a method that is neither static, private nor final, or route the call with FeatureFlags.route.");
    }

    static final class FinalClass {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public void call() {}

        void legacy() {}
    }

    @Test
    void finalClass() {
        assertFails(
                FinalClass.class,
                FinalClass::new,
                "call() cannot work: the class is final and has no interface, so that no proxy can be made of it.",
                "Make the class non-final, or route the call with FeatureFlags.route.");
    }

    static final class FinalClassWithInterface implements Runnable {

        @Override
        @FeatureToggle(value = "flag", fallback = "legacy")
        public void run() {}

        void legacy() {}
    }

    @Test
    void finalClassBehindAClassProxy() {
        assertFails(
                FinalClassWithInterface.class,
                FinalClassWithInterface::new,
                "run() cannot work: the class of bean 'bean' is final, so that no class proxy can be made of it.",
                "Make the class non-final, or let it implement an interface and set spring.aop.proxy-target-class to"
                        + " false.");
        runner.withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean("bean", FinalClassWithInterface.class, FinalClassWithInterface::new)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class BehindAnotherInterface implements Supplier<String> {

        @Override
        public String get() {
            return "";
        }

        @FeatureToggle(value = "flag", fallback = "get")
        public String call() {
            return "";
        }
    }

    @Test
    void methodThatTheJdkProxyDoesNotHave() {
        runner.withPropertyValues("spring.aop.proxy-target-class=false")
                .withBean("bean", BehindAnotherInterface.class, BehindAnotherInterface::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage(
                                "@FeatureToggle on " + HERE + "BehindAnotherInterface.call() cannot work: the bean is"
                                        + " behind a JDK proxy, and none of the proxy's interfaces has the method: [Supplier,"
                                        + " SpringProxy, Advised, DecoratingProxy]."));
    }

    static class BadExpression {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#user.")
        void call(String user) {}

        void legacy(String user) {}
    }

    @Test
    void expressionThatDoesNotParse() {
        runner.withBean("bean", BadExpression.class, BadExpression::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessageStartingWith(
                                            "@FeatureToggle on " + HERE + "BadExpression.call(String) cannot work:"
                                                    + " its user expression \"#user.\" is not SpEL: ");
                            assertThat(ex.action())
                                    .isEqualTo("Write an expression over the parameters, which are #user, #p0, #a0.");
                        }));
    }

    static class UnknownVariable {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#usr.name")
        void call(String user) {}

        void legacy(String user) {}
    }

    @Test
    void expressionOverWhatIsNoParameter() {
        assertFails(
                UnknownVariable.class,
                UnknownVariable::new,
                "call(String) cannot work: its user expression \"#usr.name\" names #usr, and the method's parameters are"
                        + " #user, #p0, #a0.",
                "Name one of the parameters. They have names of their own only in classes that are compiled with"
                        + " -parameters.");
    }

    static class NoEmptySet {

        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        EnumSet<TimeUnit> call() {
            return EnumSet.allOf(TimeUnit.class);
        }
    }

    @Test
    void returnTypeOfWhichThereIsNothing() {
        assertFails(
                NoEmptySet.class,
                NoEmptySet::new,
                "call() cannot work: it is to be skipped while the flag is off, and no empty EnumSet can be made.",
                "Return an interface such as List or Map, or name legacy code with fallback.");
    }

    @Test
    void beanThatIsMadeLaterIsCheckedAtTheStart() {
        runner.withBean("bean", Itself.class, Itself::new, definition -> definition.setLazyInit(true))
                .run(context -> assertThat(context).hasFailed());
        runner.withBean("bean", Itself.class, Itself::new, definition -> definition.setScope("prototype"))
                .run(context -> assertThat(context).hasFailed());
    }

    static class Fine {

        @FeatureToggle(value = "flag", fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class EarlyBird {

        @Bean
        Fine bean() {
            return new Fine();
        }

        @Bean
        static NosyPostProcessor nosy(Fine fine) {
            return new NosyPostProcessor();
        }
    }

    static class NosyPostProcessor implements BeanPostProcessor, PriorityOrdered {

        @Override
        public int getOrder() {
            return 0;
        }
    }

    @Test
    void beanThatIsMadeTooEarly() {
        runner.withUserConfiguration(EarlyBird.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessage("@FeatureToggle on " + HERE + "Fine.call() cannot work: bean 'bean' was made before"
                                + " toggled methods could be routed, as a dependency of a post-processor: the new code"
                                + " would run whatever the flag says."));
    }

    private <T> void assertFails(Class<T> type, Supplier<T> bean, String message, String action) {
        runner.withBean("bean", type, bean)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex).hasMessage("@FeatureToggle on " + type.getName() + "." + message);
                            assertThat(ex.action()).isEqualTo(action);
                        }));
    }
}
