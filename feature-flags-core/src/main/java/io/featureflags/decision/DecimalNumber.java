package io.featureflags.decision;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number of a condition, for comparison with numbers of whatever Java type: 10, 10L, 10.0 and {@code 1e1} are equal. A
 * {@code double} or {@code float} counts as the decimal number that it prints as, so that 0.1 is 0.1.
 *
 * @param exact the number
 * @param rounded the double next to it
 * @param tie where that double, as it prints, stands to the number: below, at or above it
 * @param whole the number, where it is a {@code long}
 * @param isWhole whether it is
 */
record DecimalNumber(BigDecimal exact, double rounded, int tie, long whole, boolean isWhole)
        implements Comparable<DecimalNumber> {

    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    static DecimalNumber of(BigDecimal exact) {
        // The limits first: stripping the zeros of 1e-999999999 is cheap, building 1e999999999 in full is not.
        boolean isWhole = exact.compareTo(MIN) >= 0
                && exact.compareTo(MAX) <= 0
                && (exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0);
        double rounded = exact.doubleValue();
        int tie = Double.isFinite(rounded) ? BigDecimal.valueOf(rounded).compareTo(exact) : 0;
        return new DecimalNumber(exact, rounded, tie, isWhole ? exact.longValue() : 0, isWhole);
    }

    /** Whether a value is a number that has a place among the others: of a type of the JDK, and finite. */
    static boolean isNumber(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        if (value instanceof Float number) {
            return Float.isFinite(number);
        }
        return isWholeType(value) || value instanceof BigDecimal || value instanceof BigInteger;
    }

    static boolean isWholeType(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** Where a value that {@link #isNumber} stands to this number: below, at or above it. */
    int placeOf(Object value) {
        if (isWholeType(value)) {
            return placeOf(((Number) value).longValue());
        }
        if (value instanceof Double number) {
            // What differs once rounded differs in the same direction before.
            return number != rounded ? Double.compare(number, rounded) : tie;
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number).compareTo(exact);
        }
        return (value instanceof BigDecimal number ? number : new BigDecimal(value.toString())).compareTo(exact);
    }

    private int placeOf(long value) {
        if (isWhole) {
            return Long.compare(value, whole);
        }
        double number = value;
        return number != rounded
                ? Double.compare(number, rounded)
                : BigDecimal.valueOf(value).compareTo(exact);
    }

    @Override
    public int compareTo(DecimalNumber other) {
        return exact.compareTo(other.exact);
    }
}
