package io.featureflags.cache;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.StoredValue;
import io.featureflags.text.LogText;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value and its meaning.
 *
 * @param reading the value as it was read, with everything in it that only a later version understands
 * @param meaning the meaning; null if the value is not understood
 * @param problem why the value is not understood; null if it is
 */
record InterpretedValue(
        StoredValue reading,
        @Nullable FlagValue meaning,
        @Nullable String problem) {

    /** Characters of a parser's message: that of an application's parser may be long, or quote the value. */
    private static final int MAX_PROBLEM = 200;

    /** A value can be wrong in a thousand places, of which the first few are logged. */
    private static final int MAX_WARNINGS = 3;

    /**
     * Interprets a value and warns of its problems.
     *
     * @param reading the value: {@link StoredValue.Text} or {@link StoredValue.NoText}
     * @param interpreter interprets the text
     * @param warn accepts at most one warning, which continues "Redis key feature:new_checkout_flow"
     * @return the value, with a problem if it is not understood
     */
    static InterpretedValue of(StoredValue reading, ValueInterpreter interpreter, Consumer<String> warn) {
        String text = textOf(reading);
        String problem;
        if (reading instanceof StoredValue.NoText noText) {
            problem = noText.problem();
        } else {
            try {
                InterpretedValue value = interpret(reading, interpreter);
                warnOf(Objects.requireNonNull(value.meaning).warnings(), text, warn);
                return value;
            } catch (InvalidFlagValueException ex) {
                problem = String.valueOf(ex.getMessage());
            }
        }
        warn.accept(" is not understood: " + problem + ". The flag is off until the value is fixed. The value is: "
                + LogText.of(text));
        return new InterpretedValue(reading, null, problem);
    }

    private static void warnOf(List<String> warnings, String text, Consumer<String> warn) {
        if (!warnings.isEmpty()) {
            int more = warnings.size() - MAX_WARNINGS;
            warn.accept(": " + String.join("; ", warnings.subList(0, Math.min(warnings.size(), MAX_WARNINGS)))
                    + (more > 0 ? "; and " + more + " more of these" : "") + ". The value is: " + LogText.of(text));
        }
    }

    /**
     * Interprets a value that is text.
     *
     * @param reading the value: {@link StoredValue.Text}
     * @param interpreter interprets the text
     * @return the value
     * @throws InvalidFlagValueException if the value is not understood; the message is one line
     */
    static InterpretedValue interpret(StoredValue reading, ValueInterpreter interpreter) {
        try {
            return new InterpretedValue(reading, interpreter.meaningOf(textOf(reading)), null);
        } catch (RuntimeException
                | LinkageError
                | StackOverflowError ex) { // The parser of an application can fail in any of these ways.
            throw new InvalidFlagValueException(LogText.of(String.valueOf(ex.getMessage()), MAX_PROBLEM));
        }
    }

    /** Returns the value as a person may see it. */
    String text() {
        return textOf(reading);
    }

    private static String textOf(StoredValue reading) {
        return reading instanceof StoredValue.NoText noText ? noText.shown() : ((StoredValue.Text) reading).text();
    }

    /** Returns the names of the flags that this value requires. */
    List<String> requires() {
        return meaning == null ? List.of() : meaning.requires();
    }
}
