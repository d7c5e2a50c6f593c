package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;

/**
 * A percentage of users, in steps of 0.001 %.
 *
 * @param thousandths the percentage in thousandths of a percent, 0 to 100,000
 */
public record Percentage(int thousandths) {

    /** 0 %: no user. */
    public static final Percentage NONE = new Percentage(0);

    /** 100 %: all users. */
    public static final Percentage ALL = new Percentage(100_000);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * Validates the limits.
     *
     * @throws IllegalArgumentException if the percentage is outside 0 to 100,000 thousandths
     */
    public Percentage {
        if (thousandths < 0 || thousandths > 100_000) {
            throw new IllegalArgumentException("'thousandths' must be from 0 to 100000, not " + thousandths);
        }
    }

    /**
     * Creates a percentage from a decimal number.
     *
     * @param percent percent, 0 to 100, with at most three decimals
     * @return the percentage
     * @throws InvalidFlagValueException if the number is out of range or has more decimals
     */
    public static Percentage of(BigDecimal percent) {
        // Compare first: scaling 1e999999999 would expand all its digits.
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw new InvalidFlagValueException("a percentage must be from 0 to 100");
        }
        if (percent.signum() != 0 && percent.stripTrailingZeros().scale() > 3) {
            throw new InvalidFlagValueException("a percentage must have at most three decimals");
        }
        return new Percentage(percent.movePointRight(3).intValue());
    }

    /**
     * Returns the percentage as a decimal number.
     *
     * @return percent, 0 to 100, with at most three decimals and no trailing zeros
     */
    public BigDecimal percent() {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
    }

    /**
     * Formats the percentage as a value of a flag.
     *
     * @return text such as {@code 12.5%}
     */
    @Override
    public String toString() {
        return percent().toPlainString() + "%";
    }

    boolean isPartial() {
        return thousandths > 0 && thousandths < 100_000;
    }

    boolean includes(int position) {
        return position < thousandths;
    }
}
