package io.featureflags.console;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.value.JsonObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of values for people.
 *
 * @param parser parser of values
 */
record ValueTexts(FlagValueParser parser) {

    /** Returns the meaning of a value; null if there is none that is understood. */
    @Nullable
    FlagValue meaning(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return parser.parse(value);
        } catch (RuntimeException ex) { // The parser of an application may throw any of them.
            return null;
        }
    }

    /** Returns the fields of a value that is understood; null if it is not, or if it is of another form. */
    @Nullable
    Map<String, @Nullable Object> fields(@Nullable String value) {
        if (value == null || meaning(value) == null) {
            return null;
        }
        try {
            return JsonObjects.ofValue(value);
        } catch (InvalidFlagValueException ex) {
            return null;
        }
    }

    /** Returns a value without ids. Nothing is shown of one that is not understood. */
    String withoutIds(String value) {
        Map<String, @Nullable Object> fields = fields(value);
        if (fields == null) {
            return HiddenFields.NOT_SHOWN + " (" + Phrases.count(value.length(), "character") + ")";
        }
        Map<String, @Nullable Object> shown = HiddenFields.of(fields);
        return shown.equals(fields) ? value : JsonObjects.write(shown);
    }

    /** Describes the difference of two values. */
    List<String> difference(@Nullable String before, @Nullable String after, boolean showsIds, Instant now) {
        if (Objects.equals(before, after)) {
            return List.of("nothing changes");
        }
        if (after == null) {
            return List.of("no value any more: the default of application.yml or of the code applies");
        }
        FlagValue meant = meaning(after);
        if (meant == null) {
            return List.of("a value that is not understood");
        }
        FlagValue old = meaning(before);
        if (old == null) {
            List<String> words = new ArrayList<>();
            words.add(
                    before == null
                            ? "a value instead of the default"
                            : "a value instead of one that is not understood");
            StepWords.of(meant, showsIds, now).stream()
                    .filter(step -> Boolean.TRUE.equals(step.get("reached")))
                    .forEach(step -> words.add(String.valueOf(step.get("text"))));
            return words;
        }
        List<String> words = DifferenceWords.between(old, meant, showsIds);
        return words.isEmpty() ? List.of("written in another way, with the same effect") : words;
    }
}
