package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.LogText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a {@link Rule}: an attribute, an operator and values. Made once, when a flag's value arrives.
 *
 * <p>Nothing is coerced. An attribute is a text ({@link String}), a number of the JDK, a boolean, a date-time with an
 * offset ({@link java.time.Instant}, {@link java.time.OffsetDateTime}, {@link java.time.ZonedDateTime}), or a list of
 * texts, numbers and booleans. One of another type does not match, whatever the operator (but {@code exists}). Numbers are
 * equal if they are so numerically, whatever their types: the attributes {@code 10}, {@code 10L} and {@code 10.0} are all
 * the number 10 of the value, and none of them is the text "10". A {@code double} counts as the decimal number that it
 * prints as.
 *
 * <p>An attribute that is absent does not match, whatever the operator, but for {@code exists} with {@code [false]}. An
 * operator that is unknown does not match: it may be one of a later version.
 */
public final class Condition {

    private final String attribute;

    private final String operator;

    private final List<Object> values;

    private final boolean understood;

    private final boolean matchesAbsent;

    private final Predicate<Object> test;

    private Condition(String attribute, String operator, List<Object> values) {
        this.attribute = attribute;
        this.operator = operator;
        this.values = List.copyOf(values);
        Operator known = Operator.of(operator);
        this.understood = known != null;
        this.test = known == null ? value -> false : known.test(new Operands(operator, this.values));
        this.matchesAbsent = known == Operator.EXISTS && values.contains(false);
    }

    /**
     * Makes a condition.
     *
     * @param attribute name of the attribute, taken exactly
     * @param operator {@code in}, {@code notIn}, {@code equals}, {@code startsWith}, {@code endsWith}, {@code contains},
     *     {@code greaterThan}, {@code lessThan}, {@code before}, {@code after}, {@code semverGreaterThan},
     *     {@code semverLessThan} or {@code exists}, taken exactly; any other never matches
     * @param values what the attribute is compared with: texts, {@link BigDecimal}s and booleans, of which any may match
     * @return the condition
     * @throws InvalidFlagValueException if one of the values is of a kind that the operator has no use for
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
     * Whether there is such an operator.
     *
     * @param operator the operator's word
     * @return whether it is one of those that {@link #of} names
     */
    public static boolean isOperator(String operator) {
        return Operator.of(operator) != null;
    }

    /**
     * Name of the attribute.
     *
     * @return the name
     */
    public String attribute() {
        return attribute;
    }

    /**
     * The operator's word.
     *
     * @return the word, as the value has it
     */
    public String operator() {
        return operator;
    }

    /**
     * What the attribute is compared with.
     *
     * @return texts, {@link BigDecimal}s and booleans
     */
    public List<Object> values() {
        return values;
    }

    /**
     * Whether the operator is known; else the condition never matches.
     *
     * @return whether the operator is known
     */
    public boolean isUnderstood() {
        return understood;
    }

    /** How many texts the attribute is searched for: what takes a call the longest. */
    int searches() {
        return Operator.of(operator) == Operator.CONTAINS
                ? (int) values.stream().filter(String.class::isInstance).count()
                : 0;
    }

    boolean matches(EvaluationContext context) {
        Object value = context.attributes().get(attribute);
        return value == null ? matchesAbsent : test.test(value);
    }

    /** What is compared with what, for people. */
    String explain(EvaluationContext context) {
        Object value = context.attributes().get(attribute);
        return LogText.of(toString())
                + (understood ? "" : ", an unknown operator")
                + (value == null ? ", and the attribute is absent" : ", and it is " + shown(value));
    }

    private static String shown(Object value) {
        try {
            return LogText.of(value.toString());
        } catch (RuntimeException | StackOverflowError ex) { // It may be anything that an application has put there.
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
