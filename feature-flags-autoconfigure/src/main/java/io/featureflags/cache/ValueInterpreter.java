package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.decision.Decision;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;

/**
 * Turns texts into values, and values into decisions.
 *
 * @param parser understands the values
 * @param flags the flags by name, for those that others require
 * @param clock tells the time, for flags with a window
 */
record ValueInterpreter(FlagValueParser parser, Function<String, Flag> flags, Clock clock) {

    /** What a text means; throws whatever the parser throws. */
    FlagValue of(String text) {
        return Objects.requireNonNull(parser.parse(text), "there is no meaning");
    }

    /** What decides by a value. Made where it is needed only: a flag that is on or off for everybody keeps its answer. */
    Decision decision(String flag, FlagValue value) {
        return value.decisionFor(flag, flags, clock);
    }
}
