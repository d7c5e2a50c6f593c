package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Values of a condition, converted to the types that its operator supports.
 *
 * @param operator the operator, for messages
 * @param values texts, {@link BigDecimal}s and booleans
 */
record Operands(String operator, List<Object> values) {

    /**
     * Maximum number of texts that one value searches attributes for. With their maximum length it bounds the time of a
     * call.
     */
    static final int MAX_PARTS = 100;

    private static final int MAX_PART_LENGTH = 256;

    ScalarSet scalars() {
        return new ScalarSet(values);
    }

    String[] texts() {
        return all(String.class, "texts").toArray(String[]::new);
    }

    /** Returns the texts among the values. Other values are compared with the elements of lists only. */
    SubstringMatcher[] parts() {
        String[] parts = values.stream().filter(String.class::isInstance).toArray(String[]::new);
        boolean tooLong = Stream.of(parts).anyMatch(part -> part.length() > MAX_PART_LENGTH);
        if (tooLong || parts.length > MAX_PARTS) {
            throw unsupported("at most " + MAX_PARTS + " texts of at most " + MAX_PART_LENGTH + " characters");
        }
        return Stream.of(parts).map(SubstringMatcher::new).toArray(SubstringMatcher[]::new);
    }

    Stream<DecimalNumber> numbers() {
        return all(BigDecimal.class, "numbers").map(DecimalNumber::of);
    }

    Stream<Instant> instants() {
        return all(String.class, "date-times").map(text -> {
            Instant instant = Timestamps.instantOf(text);
            if (instant == null) {
                throw unsupported("date-times with an offset, such as 2026-12-01T00:00:00Z");
            }
            return instant;
        });
    }

    Stream<String> versions() {
        return all(String.class, "semantic versions").peek(text -> {
            if (!SemanticVersion.isValid(text)) {
                throw unsupported("semantic versions, such as 2.0.1");
            }
        });
    }

    List<Boolean> booleans() {
        return all(Boolean.class, "true or false").toList();
    }

    private <T> Stream<T> all(Class<T> kind, String expected) {
        if (!values.stream().allMatch(kind::isInstance)) {
            throw unsupported(expected);
        }
        return values.stream().map(kind::cast).map(Objects::requireNonNull);
    }

    private InvalidFlagValueException unsupported(String expected) {
        return new InvalidFlagValueException("operator '" + operator + "' compares with " + expected + " only");
    }
}
