package io.featureflags.decision;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;

/**
 * A share of the users, in steps of 0.001 %.
 *
 * @param thousandths the share in thousandths of a percent, 0 to 100000
 */
public record Percentage(int thousandths) {

    /** Nobody. */
    public static final Percentage NONE = new Percentage(0);

    /** Everybody. */
    public static final Percentage ALL = new Percentage(100_000);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Checks the limits. */
    public Percentage {
        if (thousandths < 0 || thousandths > 100_000) {
            throw new IllegalArgumentException("'thousandths' must be from 0 to 100000, not " + thousandths);
        }
    }

    /**
     * The percentage of a decimal number.
     *
     * @param percent percent, 0 to 100, with at most three decimals
     * @return the percentage
     * @throws InvalidFlagValueException if the number is outside these limits
     */
    public static Percentage of(BigDecimal percent) {
        // Compared first: scaling 1e999999999 would build the number in full.
        if (percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
            throw new InvalidFlagValueException("a percentage must be from 0 to 100");
        }
        if (percent.signum() != 0 && percent.stripTrailingZeros().scale() > 3) {
            throw new InvalidFlagValueException("a percentage must have at most three decimals");
        }
        return new Percentage(percent.movePointRight(3).intValue());
    }

    /**
     * The share as a number.
     *
     * @return percent, 0 to 100, with at most three decimals and no zeros behind them
     */
    public BigDecimal percent() {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
    }

    /**
     * The percentage as it may stand in Redis.
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
