package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A {@code user} expression that is not SpEL, or that uses anything but the parameters. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Private legacy methods are called by name.
class InvalidUserExpressionTests extends AbstractInvalidToggleTests {

    private static final String HERE = InvalidUserExpressionTests.class.getName() + "$";

    static class BadExpression {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#user.")
        void call(String user) {}

        void legacy(String user) {}
    }

    @Test
    void expressionWithSyntaxError() {
        runner.withBean("bean", BadExpression.class, BadExpression::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidFeatureToggleException.class, ex -> {
                            assertThat(ex)
                                    .hasMessageStartingWith(
                                            "@FeatureToggle on " + HERE + "BadExpression.call(String) cannot work:"
                                                    + " its user expression \"#user.\" is not SpEL: ");
                            assertThat(ex.action())
                                    .isEqualTo(
                                            "Correct the expression: the parameters of the method are #user, #p0, #a0.");
                        }));
    }

    static class UnknownVariable {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#usr.name")
        void call(String user) {}

        void legacy(String user) {}
    }

    @Test
    void expressionWithUnknownParameter() {
        assertFails(
                UnknownVariable.class,
                UnknownVariable::new,
                "call(String) cannot work: its user expression \"#usr.name\" uses #usr, but the parameters of the method"
                        + " are #user, #p0, #a0: did you mean #user?",
                "Use one of the parameters. They have their own names only if the class is compiled with -parameters.");
    }

    @FeatureToggle(value = "flag", fallbackType = OldClass.class, user = "#user")
    static class ClassWithUser {

        public void checkout(String user) {}

        public void cancel(long order) {}
    }

    static class OldClass {

        public void checkout(String user) {}

        public void cancel(long order) {}
    }

    @Test
    void expressionOnClassWithParameterMissingInAMethod() {
        assertFails(
                ClassWithUser.class,
                ClassWithUser::new,
                "cancel(long) cannot work: its user expression \"#user\" uses #user, but the parameters of the method are"
                        + " #order, #p0, #a0.",
                "Use one of the parameters. They have their own names only if the class is compiled with -parameters.");
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

    static class BeanInExpression {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "@users.current()")
        void call() {}

        void legacy() {}
    }

    interface Order {

        String owner(String region);
    }

    @Test
    void expressionWithoutHashSign() {
        assertFails(
                ForgottenSign.class,
                ForgottenSign::new,
                "call(String) cannot work: its user expression \"userId\" reads userId, which is not a parameter: the"
                        + " parameters of the method are #userId, #p0, #a0.",
                "Write '#' before the name of a parameter, as in #userId.");
        assertFails(
                ForgottenSignInside.class,
                ForgottenSignInside::new,
                "call(Order, String) cannot work: its user expression \"#order.owner(region)\" reads region, which is not a"
                        + " parameter: the parameters of the method are #order, #p0, #a0, #region, #p1, #a1.",
                "Write '#' before the name of a parameter, as in #order.");
        assertFails(
                BeanInExpression.class,
                BeanInExpression::new,
                "call() cannot work: its user expression \"@users.current()\" reads @users, which is not a parameter:"
                        + " the method has no parameters.",
                "Provide the user with an EvaluationContextProvider, if no argument contains it.");
    }

    static class MisspeltProperty {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "'vip-' + #order.customer.nmae")
        void call(PlacedOrder order) {}

        void legacy(PlacedOrder order) {}
    }

    record PlacedOrder(Customer customer) {}

    record Customer(String name) {}

    static class PropertyOfMap {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#order?.customer")
        void call(Map<String, String> order) {}

        void legacy(Map<String, String> order) {}
    }

    @Test
    void propertyThatTheTypeDoesNotHave() {
        assertFails(
                MisspeltProperty.class,
                MisspeltProperty::new,
                "call(PlacedOrder) cannot work: its user expression \"'vip-' + #order.customer.nmae\" reads the property"
                        + " 'nmae', which Customer does not have: did you mean name?",
                "Correct the name, or declare the parameter with the type that has the property.");
        assertFails(
                PropertyOfMap.class,
                PropertyOfMap::new,
                "call(Map) cannot work: its user expression \"#order?.customer\" reads the property 'customer', which Map"
                        + " does not have.",
                "Correct the name, or declare the parameter with the type that has the property.");
    }

    static class ManyExpressions {

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#users.?[active].![name][0]")
        void selected(List<String> users) {}

        @FeatureToggle(value = "flag", fallback = "legacy", user = "#users[first] ?: 'guest'")
        void indexed(Map<String, String> users) {}

        @FeatureToggle(value = "flag", fallback = "legacy", user = "T(java.lang.String).valueOf(#p0.size() + 1)")
        void computed(List<String> users) {}

        void legacy(List<String> users) {}

        void legacy(Map<String, String> users) {}
    }

    @Test
    void expressionsWithElementsAndKeysAreValid() {
        runner.withBean(ManyExpressions.class, ManyExpressions::new)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
