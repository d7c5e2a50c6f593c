package io.featureflags.spi;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;

/** Port: parses the values of flags. */
@FunctionalInterface
public interface FlagValueParser {

    /**
     * Parses a value.
     *
     * @param text the value as in the store
     * @return its meaning
     * @throws InvalidFlagValueException if the value cannot be parsed
     */
    FlagValue parse(String text);
}
