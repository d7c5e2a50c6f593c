package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a condition compares an attribute with its values: a closed list. Of several values any may match. A value of a
 * kind that an operator has no use for is refused when the condition is made; an attribute of such a kind does not match.
 * What is made here is asked at each call, and allocates nothing but what reading a date-time takes.
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
        Scalars scalars = operands.scalars();
        SearchText[] parts = operands.parts();
        return attribute -> attribute instanceof String text ? containsAny(text, parts) : scalars.hasElement(attribute);
    }),
    // Above any of them is above the least, and so on: one comparison decides.
    GREATER_THAN(
            "greaterThan",
            operands -> least(
                    operands.numbers(),
                    Comparator.naturalOrder(),
                    number -> attribute -> DecimalNumber.isNumber(attribute) && number.placeOf(attribute) > 0)),
    LESS_THAN(
            "lessThan",
            operands -> least(
                    operands.numbers(),
                    Comparator.reverseOrder(),
                    number -> attribute -> DecimalNumber.isNumber(attribute) && number.placeOf(attribute) < 0)),
    BEFORE(
            "before",
            operands -> least(operands.instants(), Comparator.reverseOrder(), latest -> attribute -> {
                Instant instant = Moment.of(attribute);
                return instant != null && instant.isBefore(latest);
            })),
    AFTER(
            "after",
            operands -> least(operands.instants(), Comparator.naturalOrder(), earliest -> attribute -> {
                Instant instant = Moment.of(attribute);
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
    /** The only one that can match an attribute that is absent, which is the condition's own business. */
    EXISTS("exists", operands -> {
        boolean wanted = operands.booleans().contains(true);
        return attribute -> wanted;
    });

    /** A longer text contains nothing: searching it would hold up the call. */
    private static final int MAX_SEARCHED = 65_536;

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
    private final Function<Operands, Predicate<Object>> tests;

    Operator(String word, Function<Operands, Predicate<Object>> tests) {
        this.word = word;
        this.tests = tests;
    }

    /** The operator of a word, taken exactly; null if there is none. */
    static @Nullable Operator of(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word.equals(word))
                .findFirst()
                .orElse(null);
    }

    /**
     * What decides whether an attribute that is present matches.
     *
     * @throws InvalidFlagValueException if the operator has no use for one of the values
     */
    Predicate<Object> test(Operands operands) {
        return tests.apply(operands);
    }

    private static <T> Predicate<Object> least(
            Stream<T> values, Comparator<T> order, Function<T, Predicate<Object>> test) {
        return values.min(order).map(test).orElse(attribute -> false);
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

    private static boolean containsAny(String text, SearchText[] parts) {
        if (text.length() > MAX_SEARCHED) {
            return false;
        }
        for (SearchText part : parts) {
            if (part.isIn(text)) {
                return true;
            }
        }
        return false;
    }
}
