package io.featureflags.spi;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;

/** Port: turns the text of a flag's value into its meaning. */
@FunctionalInterface
public interface FlagValueParser {

    /**
     * Understands a value.
     *
     * @param text the value as it stands in Redis
     * @return what it means
     * @throws InvalidFlagValueException if it means nothing
     */
    FlagValue parse(String text);
}
