package io.featureflags.cache;

import io.featureflags.Decision;
import io.featureflags.Flag;
import io.featureflags.FlagValueParser;
import java.time.Clock;
import java.util.function.Function;

/**
 * Turns values into decisions.
 *
 * @param parser understands the values
 * @param flags the flags by name, for those that others require
 * @param clock tells the time, for flags with a window
 */
record Meanings(FlagValueParser parser, Function<String, Flag> flags, Clock clock) {

    /** What a value means for a flag; throws whatever the parser throws. */
    Decision of(String flag, String text) {
        return parser.parse(text).decisionFor(flag, flags, clock);
    }
}
