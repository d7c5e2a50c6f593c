package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.decision.Decision;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;

/**
 * Turns the text of a value into its meaning, and the meaning into a decision.
 *
 * @param parser parses the text
 * @param flags looks up the flags that a value requires, by name
 * @param clock the clock, read for flags with a window
 */
record ValueInterpreter(FlagValueParser parser, Function<String, Flag> flags, Clock clock) {

    /** Returns the meaning of a text; throws what the parser throws. */
    FlagValue meaningOf(String text) {
        return Objects.requireNonNull(parser.parse(text), "the parser returned null");
    }

    /**
     * Returns the decision of a meaning. A flag with one answer for every user keeps the answer and drops the decision.
     */
    Decision decision(String flag, FlagValue meaning) {
        return meaning.decisionFor(flag, flags, clock);
    }
}
