package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The values that a condition compares with, as its operator wants them.
 *
 * @param operator word of the operator, for messages
 * @param values texts, {@link BigDecimal}s and booleans
 */
record Operands(String operator, List<Object> values) {

    /** How many texts attributes are searched for by one value, and how long: together they bound the time of a call. */
    static final int MAX_PARTS = 100;

    private static final int MAX_PART_LENGTH = 256;

    Scalars scalars() {
        return new Scalars(values);
    }

    String[] texts() {
        return all(String.class, "texts").toArray(String[]::new);
    }

    /** The texts among the values; the others may still be elements of lists. */
    SearchText[] parts() {
        String[] parts = values.stream().filter(String.class::isInstance).toArray(String[]::new);
        boolean tooLong = Stream.of(parts).anyMatch(part -> part.length() > MAX_PART_LENGTH);
        if (tooLong || parts.length > MAX_PARTS) {
            throw refused("at most " + MAX_PARTS + " texts of at most " + MAX_PART_LENGTH + " characters");
        }
        return Stream.of(parts).map(SearchText::new).toArray(SearchText[]::new);
    }

    Stream<DecimalNumber> numbers() {
        return all(BigDecimal.class, "numbers").map(DecimalNumber::of);
    }

    Stream<Instant> instants() {
        return all(String.class, "date-times").map(text -> {
            Instant instant = Moment.of(text);
            if (instant == null) {
                throw refused("date-times with an offset, such as 2026-12-01T00:00:00Z");
            }
            return instant;
        });
    }

    Stream<String> versions() {
        return all(String.class, "semantic versions").peek(text -> {
            if (!SemanticVersion.isValid(text)) {
                throw refused("semantic versions, such as 2.0.1");
            }
        });
    }

    List<Boolean> booleans() {
        return all(Boolean.class, "true or false").toList();
    }

    private <T> Stream<T> all(Class<T> kind, String wanted) {
        if (!values.stream().allMatch(kind::isInstance)) {
            throw refused(wanted);
        }
        return values.stream().map(kind::cast).map(Objects::requireNonNull);
    }

    private InvalidFlagValueException refused(String wanted) {
        return new InvalidFlagValueException("operator '" + operator + "' compares with " + wanted + " only");
    }
}
