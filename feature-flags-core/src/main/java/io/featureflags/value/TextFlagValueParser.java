package io.featureflags.value;

import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagValueParser;

/**
 * Understands {@code true} and {@code false} in any case, a percentage such as {@code 12.5%}, and a JSON object with the
 * fields {@code enabled}, {@code excluded}, {@code users}, {@code rules}, {@code percentage}, {@code bucketBy},
 * {@code salt}, {@code from}, {@code until}, {@code requires}, {@code description}, {@code owner} and {@code expires}, all
 * of them optional. Space around the value is ignored, and so is every other field of the object.
 */
public final class TextFlagValueParser implements FlagValueParser {

    /** Most flags are on or off for everybody: these have one value together, which saves 80 bytes of each. */
    private static final FlagValue ON = FlagValue.of(true);

    private static final FlagValue OFF = FlagValue.of(false);

    /** Creates the parser; it has no state. */
    public TextFlagValueParser() {}

    @Override
    public FlagValue parse(String text) {
        FlagValue value = ObjectForm.read(new JsonFields(WrittenForm.fields(text), ""));
        return value.equals(ON) ? ON : value.equals(OFF) ? OFF : value;
    }
}
