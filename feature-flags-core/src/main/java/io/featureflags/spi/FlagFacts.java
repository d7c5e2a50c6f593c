package io.featureflags.spi;

import io.featureflags.decision.FlagValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about a flag apart from its answers.
 *
 * @param name name of the flag
 * @param configuration configuration in {@code application.yml}; null if it does not mention the flag
 * @param value value in the store, safe to show to people; null if there is none
 * @param meaning parsed value; null if there is none, or if it cannot be parsed
 * @param problem reason why the value cannot be parsed or read; null if there is no such problem
 * @param current whether the copy is known to match the store now
 * @param vanished whether the key disappeared in a suspected data loss, so that the last value is kept
 * @param forEverybody the answer, if it is the same for all users until the flag is changed; null if it depends on the
 *     user, on the time or on another flag, or if the evaluation fails
 */
public record FlagFacts(
        String name,
        @Nullable FlagConfiguration configuration,
        @Nullable String value,
        @Nullable FlagValue meaning,
        @Nullable String problem,
        boolean current,
        boolean vanished,
        @Nullable Boolean forEverybody) {

    /**
     * Returns whether the flag is defined in the store or in {@code application.yml}.
     *
     * @return false for a flag that only the code mentions
     */
    public boolean isDefined() {
        return value != null || configuration != null;
    }

    /**
     * Returns whether {@code application.yml} marks the flag as permanent.
     *
     * @return whether the flag needs no kill date
     */
    public boolean isPermanent() {
        return configuration != null && configuration.permanent();
    }

    /**
     * Returns the description: that of the value, or else that of {@code application.yml}.
     *
     * @return the description; null if there is none
     */
    public @Nullable String description() {
        return firstSet(FlagValue::description, FlagConfiguration::description);
    }

    /**
     * Returns the owner: that of the value, or else that of {@code application.yml}.
     *
     * @return the owner; null if there is none
     */
    public @Nullable String owner() {
        return firstSet(FlagValue::owner, FlagConfiguration::owner);
    }

    /**
     * Returns the kill date, the last day of the intended life of the flag: that of the value, or else that of
     * {@code application.yml}, or else the earliest one of the annotations. Thus the date can be moved without a new
     * version of the application.
     *
     * @param code methods that refer to the flag
     * @return the day, in UTC; null if there is none, and for a permanent flag
     */
    public @Nullable LocalDate killDate(List<CodeReference> code) {
        if (isPermanent()) {
            return null;
        }
        LocalDate date = firstSet(FlagValue::expires, FlagConfiguration::expires);
        return date != null
                ? date
                : code.stream()
                        .map(CodeReference::expires)
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null);
    }

    private <T> @Nullable T firstSet(
            Function<FlagValue, @Nullable T> ofValue, Function<FlagConfiguration, @Nullable T> ofConfiguration) {
        T set = meaning == null ? null : ofValue.apply(meaning);
        return set != null || configuration == null ? set : ofConfiguration.apply(configuration);
    }
}
