package io.featureflags.value;

import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagValueParser;

/**
 * Parses the values of flags: {@code true} and {@code false} in any case, a percentage such as {@code 12.5%}, or a JSON
 * object. The object has some of the fields {@code enabled}, {@code excluded}, {@code users}, {@code rules},
 * {@code percentage}, {@code bucketBy}, {@code salt}, {@code from}, {@code until}, {@code requires},
 * {@code variants}, {@code offVariant}, {@code rollout}, {@code shadow}, {@code description}, {@code owner} and
 * {@code expires}. Whitespace around the value and unknown fields of the object
 * are ignored, except for fields that look like misspelt known ones.
 */
public final class TextFlagValueParser implements FlagValueParser {

    /** Shared instance: most flags are on or off for all users, and sharing saves 80 bytes per flag. */
    private static final FlagValue ON = FlagValue.of(true);

    private static final FlagValue OFF = FlagValue.of(false);

    /** Creates the parser. It is stateless. */
    public TextFlagValueParser() {}

    @Override
    public FlagValue parse(String text) {
        FlagValue value = FlagValueMapper.read(new JsonFields(ValueSyntax.fields(text), ""));
        return value.equals(ON) ? ON : value.equals(OFF) ? OFF : value;
    }
}
