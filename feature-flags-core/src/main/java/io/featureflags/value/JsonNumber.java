package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;

/**
 * A JSON number, kept as its text: a number of a million digits in a field that nobody reads must cost nothing.
 *
 * @param text the number, in JSON's grammar
 */
record JsonNumber(String text) {

    private static final int MAX_LENGTH = 40;

    BigDecimal toDecimal() {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidFlagValueException("a number must have at most " + MAX_LENGTH + " characters");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException ex) {
            throw new InvalidFlagValueException("a number is out of range");
        }
    }
}
