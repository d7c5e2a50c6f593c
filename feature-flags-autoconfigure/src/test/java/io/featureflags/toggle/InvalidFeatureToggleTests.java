package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.PriorityOrdered;

/** Every mistake stops the start, and the message names the method, what was wanted, what was found and the way out. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InvalidFeatureToggleTests {

    private static final String HERE = InvalidFeatureToggleTests.class.getName() + "$";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
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

    static class NoDate {

        @FeatureToggle(value = "flag", fallback = "legacy", expires = "2027-02-29")
        String checkout() {
            return "";
        }

        String legacy() {
            return "";
        }
    }

    @Test
    void killDateThatIsNoDayOfTheCalendar() {
        assertFails(
                NoDate.class,
                NoDate::new,
                "checkout() cannot work: its expires '2027-02-29' is not a date.",
                "Write a day of the calendar as year, month and day, such as 2027-01-31.");
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

    static class AlikeArguments {

        @FeatureToggle(value = "flag", fallback = "legacy")
        public <T> Collection<? extends Number> call(List<String> names, List<T> all, Map<String, Long> counts) {
            return List.of(1);
        }

        @SuppressWarnings("rawtypes") // As old code has them.
        List<Integer> legacy(List<? extends CharSequence> names, List all, Map<?, ?> counts) {
            return List.of(2);
        }
    }

    @Test
    void legacyMethodsOfOtherTypeArguments() {
        assertFails(
                OtherArgument.class,
                OtherArgument::new,
                "call(List) cannot work: its parameter 1 is java.util.List<java.lang.String>, and that of its fallback"
                        + " void legacy(List) is java.util.List<java.lang.Integer>.",
                "Give both methods the same parameters.");
        assertFails(
                OtherResult.class,
                OtherResult::new,
                "call() cannot work: its fallback must return java.util.List<java.lang.String>, and List legacy()"
                        + " returns java.util.List<java.lang.Integer>.",
                "Give both methods the same return type.");
        runner.withBean(AlikeArguments.class, AlikeArguments::new)
                .run(context -> assertThat(context.getBean(AlikeArguments.class).call(List.of(), List.of(), Map.of()))
                        .hasToString("[2]"));
    }

    @Configuration
    static class BeanMethod {

        @Bean
        @FeatureToggle(value = "flag", fallback = "legacy")
        String text() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    @Test
    void methodsThatTheContainerCallsOnce() {
        assertFails(
                BeanMethod.class,
                BeanMethod::new,
                "text() cannot work: the container calls this bean method when it makes the bean, so that the flag would"
                        + " be asked once, and never again.",
                "Make both beans, and toggle the class or the methods of the new one.");
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
                "Make it a method that is neither static, private nor final, route the call with FeatureFlags.route, or let"
                        + " AspectJ weave the class.");
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
    void legacyBeanOfATypeOfWhichThereIsNone() {
        assertFails(
                ByType.class,
                ByType::new,
                "checkout(String) cannot work: its legacy bean of type " + HERE + "OldCheckout does not exist.",
                "Declare a bean of that type, or name another type.");
    }

    @Test
    void legacyBeanOfATypeOfWhichThereAreTwo() {
        assertFails(
                runner.withBean("old", OldCheckout.class, OldCheckout::new)
                        .withBean("older", OlderCheckout.class, OlderCheckout::new),
                ByType.class,
                ByType::new,
                "checkout(String) cannot work: its legacy bean of type " + HERE
                        + "OldCheckout is ambiguous: there are old, older.",
                "Name one of them with fallbackBean, or give a type that only one of them has.");
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
                "Name one of them: the bean by its name where there are several of the type.");
    }

    static class ByName {

        @FeatureToggle(value = "flag", fallbackBean = "odl")
        void checkout(String user) {}
    }

    @Test
    void legacyBeanOfANameThatNoBeanHas() {
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
    void legacyBeanWithoutSuchAMethod() {
        assertFails(
                withOldCheckout(),
                WithoutCounterpart.class,
                WithoutCounterpart::new,
                "checkOut(String) cannot work: its fallback 'checkOut' must be a method of the bean 'old' with the"
                        + " parameters (String), and the bean has no method of that name.",
                "Write it, or correct the name. Methods with these parameters are: void checkout(String), void"
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
    void methodOfALegacyBeanThatNobodyCanCallOnIt() {
        assertFails(
                withOldCheckout(),
                ByPrivateMethod.class,
                ByPrivateMethod::new,
                "checkout(String) cannot work: its fallback " + HERE
                        + "OldCheckout.hidden(String) is private or static, so that nobody can call it on the bean.",
                "Make it a method that others may call.");
        assertFails(
                withOldCheckout(),
                ByStaticMethod.class,
                ByStaticMethod::new,
                "checkout(String) cannot work: its fallback " + HERE
                        + "OldCheckout.shared(String) is private or static, so that nobody can call it on the bean.",
                "Make it a method that others may call.");
    }

    static class RescueFromNothing {

        @FeatureToggle(value = "flag", rescueOn = IOException.class)
        void call() {}
    }

    @Test
    void failuresAreMadeUpForWithoutLegacyCode() {
        assertFails(
                RescueFromNothing.class,
                RescueFromNothing::new,
                "call() cannot work: its rescueOn asks for legacy code, and it names none.",
                "Name legacy code with fallback, fallbackType or fallbackBean, or leave out rescueOn.");
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

    /** One method cannot be the legacy code of all; and where a class has one method only, it may get more. */
    @Test
    void fallbackOnAClass() {
        assertClassFails(
                runner,
                ClassWithFallback.class,
                ClassWithFallback::new,
                "its fallback 'legacy' names one method, and each method of a class has legacy code of its own.",
                "Name the bean that has all of it with fallbackType or fallbackBean, or annotate the method instead of"
                        + " the class.");
        assertClassFails(
                withOldCheckout(),
                ClassWithFallbackAndBean.class,
                ClassWithFallbackAndBean::new,
                "its fallback 'checkout' names one method, and each method of a class has legacy code of its own.",
                "Name the bean that has all of it with fallbackType or fallbackBean, or annotate the method instead of"
                        + " the class.");
    }

    @FeatureToggle("flag")
    static class ClassWithoutPublicMethods {

        void call() {}
    }

    @Test
    void classWithoutPublicMethods() {
        assertClassFails(
                runner,
                ClassWithoutPublicMethods.class,
                ClassWithoutPublicMethods::new,
                "the class has no public method that could be toggled: the new code would run whatever the flag says.",
                "Make the methods public, or annotate each of them.");
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
                        + " run whatever the flag says.",
                "Make it a method that is neither static, private nor final, route the call with FeatureFlags.route, or let"
                        + " AspectJ weave the class.");
    }

    @FeatureToggle(value = "flag", user = "#user")
    static class ClassWithUser {

        public void checkout(String user) {}

        public void cancel(long order) {}
    }

    @Test
    void expressionOfAClassOverWhatOneMethodDoesNotHave() {
        assertFails(
                ClassWithUser.class,
                ClassWithUser::new,
                "cancel(long) cannot work: its user expression \"#user\" names #user, and the method's parameters are"
                        + " #order, #p0, #a0.",
                "Name one of the parameters. They have names of their own only in classes that are compiled with"
                        + " -parameters.");
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
    void legacyBeanThatIsPrimaryItself() {
        ApplicationContextRunner withPrimary =
                runner.withBean("old", OldCheckout.class, OldCheckout::new, definition -> definition.setPrimary(true));
        String message = "its legacy bean 'old' is primary, and the toggled bean 'bean' is to be: who injects Checkout,"
                + " which both are, must get the toggled one.";
        String action = "Remove @Primary from the legacy bean: it is still there by its name and its class.";

        assertClassFails(withPrimary, NewCheckout.class, NewCheckout::new, message, action);
        assertClassFails(withPrimary, NewCheckoutByName.class, NewCheckoutByName::new, message, action);
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
    void legacyBeansThatLeadBack() {
        assertFails(
                runner.withBean("egg", Egg.class, Egg::new),
                Egg.class,
                Chicken.class,
                Chicken::new,
                "call() cannot work: its fallback leads back to " + HERE
                        + "Egg.call(), for ever while the flags are off.",
                "Let the last legacy method be one without a fallback to the others.");
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

    /** A parameter that is named as the legacy bean would get it without a word. */
    @Test
    void classThatIsNotKnownInTimeToBePrimary() {
        runner.withUserConfiguration(HiddenClasses.class)
                .run(context -> assertThat(rootOf(context.getStartupFailure()))
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessage("@FeatureToggle on class " + HERE + "NewCheckout cannot work: the class"
                                            + " of bean 'bean' was not known before the bean was made, so that it is"
                                            + " not primary: who injects an interface that it shares with its legacy"
                                            + " bean may get that one, whatever the flag says.");
                            assertThat(ex.action())
                                    .isEqualTo("Let the bean method return the class, or make the bean @Primary.");
                        }));
    }

    static class ForgottenSign {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "userId")
        void call(String userId) {}

        void legacy(String userId) {}
    }

    static class ForgottenSignInside {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#order.owner(region)")
        void call(Order order, String region) {}

        void legacy(Order order, String region) {}
    }

    static class BeanAsked {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "@users.current()")
        void call() {}

        void legacy() {}
    }

    interface Order {

        String owner(String region);
    }

    @Test
    void expressionOverNothing() {
        assertFails(
                ForgottenSign.class,
                ForgottenSign::new,
                "call(String) cannot work: its user expression \"userId\" reads userId, which is no argument. The method's"
                        + " parameters are #userId, #p0, #a0.",
                "Write a parameter with its sign, as in #userId.");
        assertFails(
                ForgottenSignInside.class,
                ForgottenSignInside::new,
                "call(Order, String) cannot work: its user expression \"#order.owner(region)\" reads region, which is no"
                        + " argument. The method's parameters are #order, #p0, #a0, #region, #p1, #a1.",
                "Write a parameter with its sign, as in #order.");
        assertFails(
                BeanAsked.class,
                BeanAsked::new,
                "call() cannot work: its user expression \"@users.current()\" reads @users, which is no argument. The"
                        + " method's parameters are none.",
                "Let an EvaluationContextProvider say who is asking, where no argument does.");
    }

    static class ManyExpressions {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#users.?[active].![name][0]")
        void selected(List<String> users) {}

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#users[first] ?: 'nobody'")
        void indexed(Map<String, String> users) {}

        @FeatureToggle(value = "flag", fallback = "legacy", user = "T(java.lang.String).valueOf(#p0.size() + 1)")
        void computed(List<String> users) {}

        void legacy(List<String> users) {}

        void legacy(Map<String, String> users) {}
    }

    @Test
    void expressionsOverElementsAndKeysAreNoMistakes() {
        runner.withBean(ManyExpressions.class, ManyExpressions::new)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static sealed class Sealed permits SealedChild {

        @FeatureToggle(value = "flag", fallback = "legacy")
        void call() {}

        void legacy() {}
    }

    static final class SealedChild extends Sealed {}

    static sealed class SealedWithInterface implements Runnable permits SealedChildWithInterface {

        @Override
        @FeatureToggle(value = "flag", fallback = "legacy")
        public void run() {}

        void legacy() {}
    }

    static final class SealedChildWithInterface extends SealedWithInterface {}

    @Test
    void sealedClass() {
        assertFails(
                Sealed.class,
                Sealed::new,
                "call() cannot work: the class is sealed and has no interface, so that no proxy can be made of it.",
                "Make the class non-sealed, or route the call with FeatureFlags.route.");
        assertFails(
                SealedWithInterface.class,
                SealedWithInterface::new,
                "run() cannot work: the class of bean 'bean' is sealed, so that no class proxy can be made of it.",
                "Make the class non-sealed, or let it implement an interface and set spring.aop.proxy-target-class to"
                        + " false.");
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

    private static final String ANSWERED_BY_PROXY =
            "count() cannot work: the bean is a proxy that answers for the interface by itself: there is no code of a class"
                    + " that could be routed.";

    interface Repository {

        @FeatureToggle(value = "flag", otherwise = Otherwise.SKIP)
        long count();
    }

    /** As a repository of Spring Data, or a client of an HTTP service: no class implements the interface. */
    @Test
    void methodThatAProxyAnswersWithoutAClass() {
        assertFails(
                runner,
                Repository.class,
                Repository.class,
                () -> {
                    ProxyFactory factory = new ProxyFactory(new Object());
                    factory.setInterfaces(Repository.class);
                    factory.addAdvice((MethodInterceptor) invocation -> 5L);
                    return (Repository) factory.getProxy();
                },
                ANSWERED_BY_PROXY,
                "Annotate the method of a bean that calls this one, or use FeatureFlags.route there.");
        assertFails(
                runner,
                Repository.class,
                Repository.class,
                () -> ProxyFactory.getProxy(Repository.class, (MethodInterceptor) invocation -> 5L),
                ANSWERED_BY_PROXY,
                "Annotate the method of a bean that calls this one, or use FeatureFlags.route there.");
        assertFails(
                runner,
                Repository.class,
                Repository.class,
                () -> (Repository) Proxy.newProxyInstance(
                        Repository.class.getClassLoader(),
                        new Class<?>[] {Repository.class},
                        (bean, method, args) -> 5L),
                ANSWERED_BY_PROXY,
                "Annotate the method of a bean that calls this one, or use FeatureFlags.route there.");
    }

    static class Promise<T> extends CompletableFuture<T> {}

    static class RescuedPromise {

        @FeatureToggle(value = "flag", fallback = "legacy", rescueOn = IOException.class)
        Promise<String> call() {
            return new Promise<>();
        }

        Promise<String> legacy() {
            return new Promise<>();
        }
    }

    @Test
    void futureWhoseOutcomeCannotBeWaitedFor() {
        assertFails(
                RescuedPromise.class,
                RescuedPromise::new,
                "call() cannot work: its rescueOn asks for the outcome of a Promise, in whose place nothing can be returned"
                        + " that waits for it.",
                "Return a CompletableFuture or a CompletionStage, or leave out rescueOn.");
    }

    private ApplicationContextRunner withOldCheckout() {
        return runner.withBean("old", OldCheckout.class, OldCheckout::new);
    }

    private <T> void assertFails(Class<T> type, Supplier<T> bean, String message, String action) {
        assertFails(runner, type, bean, message, action);
    }

    private static <T> void assertFails(
            ApplicationContextRunner application, Class<T> type, Supplier<T> bean, String message, String action) {
        assertFails(application, type, type, bean, message, action);
    }

    private static <T> void assertFails(
            ApplicationContextRunner application,
            Class<?> blamed,
            Class<T> type,
            Supplier<T> bean,
            String message,
            String action) {
        assertFailsWith(application, type, bean, "@FeatureToggle on " + blamed.getName() + "." + message, action);
    }

    private static <T> void assertClassFails(
            ApplicationContextRunner application, Class<T> type, Supplier<T> bean, String message, String action) {
        assertFailsWith(
                application,
                type,
                bean,
                "@FeatureToggle on class " + type.getName() + " cannot work: " + message,
                action);
    }

    private static <T> void assertFailsWith(
            ApplicationContextRunner application, Class<T> type, Supplier<T> bean, String message, String action) {
        application
                .withBean("bean", type, bean)
                .run(context -> assertThat(rootOf(context.getStartupFailure()))
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex).hasMessage(message);
                            assertThat(ex.action()).isEqualTo(action);
                        }));
    }

    /** A post-processor's failure is not wrapped as that of a bean. */
    private static Throwable rootOf(@Nullable Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(failure, "The start must fail"));
    }
}
