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
 * A value and what it means.
 *
 * @param reading the value as it was found, with all that a later version may understand of it
 * @param meaning what it means; null if it is not understood
 * @param problem why it is not understood; null if it is
 */
record LastValue(
        StoredValue reading,
        @Nullable FlagValue meaning,
        @Nullable String problem) {

    /** The message of an application's parser may be long, or quote the value. */
    private static final int MAX_PROBLEM = 200;

    /** A value that is wrong in a thousand places is told by the first few. */
    private static final int MAX_WARNINGS = 3;

    /**
     * Understands a value.
     *
     * @param reading what was found: some value
     * @param warn takes at most one warning, as the end of "Redis key feature:new_checkout_flow"
     */
    static LastValue of(StoredValue reading, ValueInterpreter meanings, Consumer<String> warn) {
        String text = textOf(reading);
        String problem;
        if (reading instanceof StoredValue.NoText noText) {
            problem = noText.problem();
        } else {
            try {
                LastValue value = understood(reading, meanings);
                warnOf(Objects.requireNonNull(value.meaning).warnings(), text, warn);
                return value;
            } catch (InvalidFlagValueException ex) {
                problem = String.valueOf(ex.getMessage());
            }
        }
        warn.accept(" is not understood: " + problem + ". The flag is off until it is mended. The value is: "
                + LogText.of(text));
        return new LastValue(reading, null, problem);
    }

    private static void warnOf(List<String> warnings, String text, Consumer<String> warn) {
        if (!warnings.isEmpty()) {
            int more = warnings.size() - MAX_WARNINGS;
            warn.accept(": " + String.join("; ", warnings.subList(0, Math.min(warnings.size(), MAX_WARNINGS)))
                    + (more > 0 ? "; and " + more + " more of these" : "") + ". The value is: " + LogText.of(text));
        }
    }

    /**
     * Understands a value that is text.
     *
     * @throws InvalidFlagValueException if it means nothing; the message is one line
     */
    static LastValue understood(StoredValue reading, ValueInterpreter meanings) {
        try {
            return new LastValue(reading, meanings.of(textOf(reading)), null);
        } catch (RuntimeException
                | LinkageError
                | StackOverflowError ex) { // An application's parser may fail in its way.
            throw new InvalidFlagValueException(LogText.of(String.valueOf(ex.getMessage()), MAX_PROBLEM));
        }
    }

    /** The value as a person may see it. */
    String text() {
        return textOf(reading);
    }

    private static String textOf(StoredValue reading) {
        return reading instanceof StoredValue.NoText noText ? noText.shown() : ((StoredValue.Text) reading).text();
    }

    /** The flags that this one requires. */
    List<String> requires() {
        return meaning == null ? List.of() : meaning.requires();
    }
}
