package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A {@code fallbackType} or {@code fallbackBean} that names no bean, or one that does not fit. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InvalidLegacyBeanTests extends AbstractInvalidToggleTests {

    private static final String HERE = InvalidLegacyBeanTests.class.getName() + "$";

    interface Checkout {

        void checkout(String user);
    }

    static class OldCheckout implements Checkout {

        @Override
        public void checkout(String user) {}

        private void hidden(String user) {}

        static void shared(String user) {}
    }

    static class OlderCheckout extends OldCheckout {}

    static class ByType {

        @FeatureToggle(value = "flag", fallbackType = OldCheckout.class)
        void checkout(String user) {}
    }

    @Test
    void legacyBeanOfTypeWithoutBeans() {
        assertFails(
                ByType.class,
                ByType::new,
                "checkout(String) cannot work: its legacy bean of type " + HERE + "OldCheckout does not exist.",
                "Declare a bean of that type, or name another type.");
    }

    @Test
    void legacyBeanOfTypeWithTwoBeans() {
        assertFails(
                runner.withBean("old", OldCheckout.class, OldCheckout::new)
                        .withBean("older", OlderCheckout.class, OlderCheckout::new),
                ByType.class,
                ByType::new,
                "checkout(String) cannot work: its legacy bean of type " + HERE
                        + "OldCheckout is ambiguous: there are old, older.",
                "Name one of them with fallbackBean, or use a type that only one of them has.");
    }

    static class ByTypeAndName {

        @FeatureToggle(value = "flag", fallbackType = OldCheckout.class, fallbackBean = "old")
        void checkout(String user) {}
    }

    @Test
    void legacyBeanByTypeAndByName() {
        assertFails(
                withOldCheckout(),
                ByTypeAndName.class,
                ByTypeAndName::new,
                "checkout(String) cannot work: it names both a fallbackType and a fallbackBean.",
                "Use only one of them: fallbackBean if there are several beans of the type.");
    }

    static class ByName {

        @FeatureToggle(value = "flag", fallbackBean = "odl")
        void checkout(String user) {}
    }

    @Test
    void legacyBeanOfUnknownName() {
        assertFails(
                withOldCheckout(),
                ByName.class,
                ByName::new,
                "checkout(String) cannot work: its legacy bean 'odl' does not exist.",
                "Declare the bean, or correct the name.");
    }

    static class WithoutCounterpart {

        @FeatureToggle(value = "flag", fallbackBean = "old")
        void checkOut(String user) {}
    }

    @Test
    void legacyBeanWithoutMatchingMethod() {
        assertFails(
                withOldCheckout(),
                WithoutCounterpart.class,
                WithoutCounterpart::new,
                "checkOut(String) cannot work: its fallback 'checkOut' must be a method of the bean 'old' with the"
                        + " parameters (String), but the bean has no method of that name: did you mean checkout?",
                "Add void checkOut(String), or correct the name. Methods with these parameters are: void checkout(String), void"
                        + " hidden(String), void shared(String).");
    }

    static class ByPrivateMethod {

        @FeatureToggle(value = "flag", fallbackBean = "old", fallback = "hidden")
        void checkout(String user) {}
    }

    static class ByStaticMethod {

        @FeatureToggle(value = "flag", fallbackBean = "old", fallback = "shared")
        void checkout(String user) {}
    }

    @Test
    void privateOrStaticMethodOfLegacyBean() {
        assertFails(
                withOldCheckout(),
                ByPrivateMethod.class,
                ByPrivateMethod::new,
                "checkout(String) cannot work: its fallback " + HERE
                        + "OldCheckout.hidden(String) is private or static, so that other beans cannot call it.",
                "Make it an instance method that is not private.");
        assertFails(
                withOldCheckout(),
                ByStaticMethod.class,
                ByStaticMethod::new,
                "checkout(String) cannot work: its fallback " + HERE
                        + "OldCheckout.shared(String) is private or static, so that other beans cannot call it.",
                "Make it an instance method that is not private.");
    }

    @FeatureToggle(value = "flag", fallback = "legacy")
    static class ClassWithFallback {

        public void call() {}

        void legacy() {}
    }

    @FeatureToggle(value = "flag", fallbackBean = "old", fallback = "checkout")
    static class ClassWithFallbackAndBean {

        public void checkout(String user) {}
    }

    /** One method cannot be the legacy code of all. This also holds for a class with one method, which may get more. */
    @Test
    void fallbackOnAClass() {
        assertClassFails(
                runner,
                ClassWithFallback.class,
                ClassWithFallback::new,
                "its fallback 'legacy' names one method, but each method of the class needs its own legacy code.",
                "Name the bean with the legacy code with fallbackType or fallbackBean, or annotate the method instead"
                        + " of the class.");
        assertClassFails(
                withOldCheckout(),
                ClassWithFallbackAndBean.class,
                ClassWithFallbackAndBean::new,
                "its fallback 'checkout' names one method, but each method of the class needs its own legacy code.",
                "Name the bean with the legacy code with fallbackType or fallbackBean, or annotate the method instead"
                        + " of the class.");
    }

    @FeatureToggle(value = "flag", fallbackBean = "old")
    static class ClassWithFinalMethod {

        public final void checkout(String user) {}
    }

    @Test
    void finalMethodOfAClass() {
        assertFails(
                withOldCheckout(),
                ClassWithFinalMethod.class,
                ClassWithFinalMethod::new,
                "checkout(String) cannot work: the method is final, so that no proxy can intercept it: the new code would"
                        + " run even while the flag is off.",
                "Make the method neither static, private nor final, route the call with FeatureFlags.route, or let AspectJ"
                        + " weave the class.");
    }

    @FeatureToggle(value = "flag", fallbackType = OldCheckout.class)
    static class NewCheckout implements Checkout {

        @Override
        public void checkout(String user) {}
    }

    @FeatureToggle(value = "flag", fallbackBean = "old")
    static class NewCheckoutByName implements Checkout {

        @Override
        public void checkout(String user) {}
    }

    @Test
    void primaryLegacyBean() {
        ApplicationContextRunner withPrimary =
                runner.withBean("old", OldCheckout.class, OldCheckout::new, definition -> definition.setPrimary(true));
        String message = "its legacy bean 'old' is primary, but the toggled bean 'bean' must be: injection points of"
                + " Checkout, which both beans are, must get the toggled one.";
        String action = "Remove @Primary from the legacy bean: it can still be injected by its name or its class.";

        assertClassFails(withPrimary, NewCheckout.class, NewCheckout::new, message, action);
        assertClassFails(withPrimary, NewCheckoutByName.class, NewCheckoutByName::new, message, action);
    }

    @FeatureToggle(value = "flag", fallbackBean = "old")
    static class Unrelated {

        public void checkout(String user) {}
    }

    @Test
    void legacyBeanMayBePrimaryForOtherTypes() {
        runner.withBean("old", OldCheckout.class, OldCheckout::new, definition -> definition.setPrimary(true))
                .withBean("bean", Unrelated.class, Unrelated::new)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class Chicken {

        @FeatureToggle(value = "chicken", fallbackType = Egg.class)
        void call() {}
    }

    static class Egg {

        @FeatureToggle(value = "egg", fallbackBean = "bean")
        void call() {}
    }

    @Test
    void legacyBeansInACycle() {
        assertFails(
                runner.withBean("egg", Egg.class, Egg::new),
                Egg.class,
                Chicken.class,
                Chicken::new,
                "call() cannot work: its fallback leads back to " + HERE
                        + "Egg.call(), in an endless loop while the flags are off.",
                "Give the last legacy method no fallback to the others.");
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenClasses {

        @Bean
        OldCheckout old() {
            return new OldCheckout();
        }

        @Bean
        Checkout bean() {
            return new NewCheckout();
        }
    }

    /** A parameter with the name of the legacy bean would get the legacy bean without a warning. */
    @Test
    void classUnknownBeforeBeanIsCreated() {
        runner.withUserConfiguration(HiddenClasses.class)
                .run(context -> assertThat(rootOf(context.getStartupFailure()))
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessage("@FeatureToggle on class " + HERE + "NewCheckout cannot work: the class"
                                            + " of bean 'bean' was not known before the bean was created, so that the"
                                            + " bean is not primary: injection points of an interface that it shares"
                                            + " with its legacy bean may get the legacy bean, even while the flag is"
                                            + " on.");
                            assertThat(ex.action())
                                    .isEqualTo("Declare the class as the return type of the bean method, or make the"
                                            + " bean @Primary.");
                        }));
    }

    static class ItsOwnLegacyClass {

        @FeatureToggle(value = "flag", fallbackType = ItsOwnLegacyClass.class, fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    @Test
    void legacyBeanOfTheSameClass() {
        assertFails(
                ItsOwnLegacyClass.class,
                ItsOwnLegacyClass::new,
                "call() cannot work: its fallbackType is the class of the method itself.",
                "Name the class of another bean, or only the method with fallback.");
    }

    private ApplicationContextRunner withOldCheckout() {
        return runner.withBean("old", OldCheckout.class, OldCheckout::new);
    }
}
