package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.LogText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a {@link Rule}: an attribute, an operator and values. Created once, when the value of a flag is read.
 *
 * <p>Attributes are not coerced. A supported attribute is a text ({@link String}), a number of the JDK, a boolean, a
 * date-time with an offset, or a list of texts, numbers and booleans. The types of date-times are
 * {@link java.time.Instant}, {@link java.time.OffsetDateTime} and {@link java.time.ZonedDateTime}. An attribute of
 * another type matches no operator but {@code exists}. Numbers are compared numerically, across types: the attributes
 * {@code 10}, {@code 10L} and {@code 10.0} all equal the number 10 of the value, and the text "10" does not. A
 * {@code double} counts as the decimal number that it prints as.
 *
 * <p>An absent attribute matches no operator but {@code exists} with {@code [false]}. A condition with an unknown
 * operator, possibly one of a later version, never matches.
 */
public final class Condition {

    private final String attribute;

    private final String operator;

    private final List<Object> values;

    private final boolean understood;

    private final boolean matchesAbsent;

    private final AttributeTest test;

    private Condition(String attribute, String operator, List<Object> values) {
        this.attribute = attribute;
        this.operator = operator;
        this.values = List.copyOf(values);
        Operator known = Operator.of(operator);
        this.understood = known != null;
        this.test = known == null ? AttributeTest.NONE : known.test(new Operands(operator, this.values));
        this.matchesAbsent = known == Operator.EXISTS && values.contains(false);
    }

    /**
     * Creates a condition.
     *
     * @param attribute name of the attribute, case-sensitive
     * @param operator {@code in}, {@code notIn}, {@code equals}, {@code startsWith}, {@code endsWith},
     *     {@code contains}, {@code greaterThan}, {@code lessThan}, {@code before}, {@code after},
     *     {@code semverGreaterThan}, {@code semverLessThan} or {@code exists}, case-sensitive; any other operator never
     *     matches
     * @param values texts, {@link BigDecimal}s and booleans to compare with; one match is enough, except for
     *     {@code notIn}
     * @return the condition
     * @throws InvalidFlagValueException if the operator does not support one of the values
     */
    public static Condition of(String attribute, String operator, List<?> values) {
        for (Object value : values) {
            if (!(value instanceof String || value instanceof BigDecimal || value instanceof Boolean)) {
                throw new InvalidFlagValueException("a condition compares with texts, numbers, true and false only");
            }
        }
        return new Condition(attribute, operator, List.copyOf(values));
    }

    /**
     * Returns whether an operator is known.
     *
     * @param operator the operator
     * @return whether it is one of the operators of {@link #of}
     */
    public static boolean isOperator(String operator) {
        return Operator.of(operator) != null;
    }

    /**
     * Returns the name of the attribute.
     *
     * @return the name
     */
    public String attribute() {
        return attribute;
    }

    /**
     * Returns the operator.
     *
     * @return the operator, as in the value
     */
    public String operator() {
        return operator;
    }

    /**
     * Returns the values that the attribute is compared with.
     *
     * @return texts, {@link BigDecimal}s and booleans
     */
    public List<Object> values() {
        return values;
    }

    /**
     * Returns whether the operator is known. Otherwise the condition never matches.
     *
     * @return whether the operator is known
     */
    public boolean isUnderstood() {
        return understood;
    }

    /** Returns the number of texts to search the attribute for, which is the most expensive operation of a call. */
    int searches() {
        return Operator.of(operator) == Operator.CONTAINS
                ? (int) values.stream().filter(String.class::isInstance).count()
                : 0;
    }

    boolean matches(EvaluationContext context) {
        Object value = context.attributes().get(attribute);
        return value == null ? matchesAbsent : test.matches(value);
    }

    /** Describes the comparison for people. */
    String describe(EvaluationContext context) {
        Object value = context.attributes().get(attribute);
        return LogText.of(toString())
                + (understood ? "" : ", an unknown operator")
                + (value == null ? ", and the attribute is absent" : ", and it is " + excerpt(value));
    }

    private static String excerpt(Object value) {
        try {
            return LogText.of(value.toString());
        } catch (RuntimeException | StackOverflowError ex) { // The toString method of an application type.
            return "a " + value.getClass().getSimpleName();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition that
                && attribute.equals(that.attribute)
                && operator.equals(that.operator)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(attribute, operator, values);
    }

    @Override
    public String toString() {
        return attribute + " " + operator + " " + values;
    }
}
