package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.KnownNames;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Operator of a condition. If a condition has several values, one match is enough. Values that an operator does not
 * support are rejected when the condition is created; attributes that it does not support do not match.
 */
enum Operator {
    IN("in", operands -> operands.scalars()::hasAny),
    NOT_IN("notIn", operands -> operands.scalars()::lacks),
    EQUALS("equals", operands -> operands.scalars()::has),
    STARTS_WITH("startsWith", operands -> {
        String[] starts = operands.texts();
        return attribute -> attribute instanceof String text && startsWithAny(text, starts);
    }),
    ENDS_WITH("endsWith", operands -> {
        String[] ends = operands.texts();
        return attribute -> attribute instanceof String text && endsWithAny(text, ends);
    }),
    CONTAINS("contains", operands -> {
        ScalarSet scalars = operands.scalars();
        SubstringMatcher[] parts = operands.parts();
        return attribute -> attribute instanceof String text ? containsAny(text, parts) : scalars.hasElement(attribute);
    }),
    // An attribute above any of the values is above the least, and so on: one comparison is enough.
    GREATER_THAN(
            "greaterThan",
            operands -> least(
                    operands.numbers(),
                    Comparator.naturalOrder(),
                    number -> attribute -> DecimalNumber.isNumber(attribute) && number.compareValue(attribute) > 0)),
    LESS_THAN(
            "lessThan",
            operands -> least(
                    operands.numbers(),
                    Comparator.reverseOrder(),
                    number -> attribute -> DecimalNumber.isNumber(attribute) && number.compareValue(attribute) < 0)),
    BEFORE(
            "before",
            operands -> least(operands.instants(), Comparator.reverseOrder(), latest -> attribute -> {
                Instant instant = Timestamps.instantOf(attribute);
                return instant != null && instant.isBefore(latest);
            })),
    AFTER(
            "after",
            operands -> least(operands.instants(), Comparator.naturalOrder(), earliest -> attribute -> {
                Instant instant = Timestamps.instantOf(attribute);
                return instant != null && instant.isAfter(earliest);
            })),
    SEMVER_GREATER_THAN(
            "semverGreaterThan",
            operands -> least(
                    operands.versions(),
                    SemanticVersion.PRECEDENCE,
                    least -> attribute -> attribute instanceof String version
                            && SemanticVersion.isValid(version)
                            && SemanticVersion.compare(version, least) > 0)),
    SEMVER_LESS_THAN(
            "semverLessThan",
            operands -> least(
                    operands.versions(),
                    SemanticVersion.PRECEDENCE.reversed(),
                    greatest -> attribute -> attribute instanceof String version
                            && SemanticVersion.isValid(version)
                            && SemanticVersion.compare(version, greatest) < 0)),
    /** The only operator that can match an absent attribute; {@link Condition} handles that case. */
    EXISTS("exists", operands -> {
        boolean wanted = operands.booleans().contains(true);
        return attribute -> wanted;
    });

    /**
     * Maximum length of an attribute to search, in characters. Longer texts contain nothing: the search would delay the
     * call.
     */
    private static final int MAX_SEARCHED = 65_536;

    private final String symbol;

    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private final Function<Operands, AttributeTest> factory;

    Operator(String symbol, Function<Operands, AttributeTest> factory) {
        this.symbol = symbol;
        this.factory = factory;
    }

    /** Returns the operator of a symbol such as {@code in}, case-sensitive; null if it is unknown. */
    static @Nullable Operator of(String symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst()
                .orElse(null);
    }

    /** Returns the symbol of the operator that was probably meant by an unknown one; null if there is none. */
    static @Nullable String meantBy(String symbol) {
        return MeantOperators.NAMES.meantBy(symbol);
    }

    /**
     * Creates the test for an attribute that is present.
     *
     * @param operands values of the condition
     * @return the test
     * @throws InvalidFlagValueException if the operator does not support one of the values
     */
    AttributeTest test(Operands operands) {
        return factory.apply(operands);
    }

    private static <T> AttributeTest least(Stream<T> values, Comparator<T> order, Function<T, AttributeTest> factory) {
        return values.min(order).map(factory).orElse(AttributeTest.NONE);
    }

    private static boolean startsWithAny(String text, String[] starts) {
        for (String start : starts) {
            if (text.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithAny(String text, String[] ends) {
        for (String end : ends) {
            if (text.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAny(String text, SubstringMatcher[] parts) {
        if (text.length() > MAX_SEARCHED) {
            return false;
        }
        for (SubstringMatcher part : parts) {
            if (part.isIn(text)) {
                return true;
            }
        }
        return false;
    }

    /** The words for operators, created with the first unknown one. */
    private static final class MeantOperators {

        private static final KnownNames NAMES = new KnownNames(
                        Arrays.stream(values()).map(operator -> operator.symbol).toList())
                .with("in", "oneOf anyOf isOneOf isIn any")
                .with("notIn", "noneOf notOneOf isNotOneOf nin none != <> ne neq notEqual notEquals isNot")
                .with("equals", "= == === eq is equalTo")
                .with("startsWith", "prefix beginsWith strStartsWith")
                .with("endsWith", "suffix strEndsWith")
                .with("contains", "include includes has hasAny like substring strContains")
                .with("greaterThan", "> >= gt gte greater more above numGt numGte")
                .with("lessThan", "< <= lt lte less below numLt numLte")
                .with("before", "dateBefore earlierThan")
                .with("after", "dateAfter laterThan since")
                .with("semverGreaterThan", "semverGt semverGte versionGreaterThan")
                .with("semverLessThan", "semverLt semverLte versionLessThan")
                .with("exists", "present isPresent isSet defined");
    }
}
