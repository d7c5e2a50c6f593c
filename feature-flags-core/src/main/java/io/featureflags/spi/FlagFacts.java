package io.featureflags.spi;

import io.featureflags.decision.FlagValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a flag, apart from its answers.
 *
 * @param name name of the flag
 * @param configuration what {@code application.yml} says; null if it does not mention the flag
 * @param value the value in the store, as a person may see it; null if there is none
 * @param meaning what the value means; null if there is none, or if it is not understood
 * @param problem why the value is not understood or cannot be read; null if there is no such problem
 * @param current whether the store is known to have just this now
 * @param vanished whether the value is gone in a way that nobody can have meant, and kept therefore
 * @param forEverybody the answer, where it is the same for everybody until somebody changes the flag; null where it
 *     depends on who is asking, on the time or on another flag, or where the flag cannot be decided
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
     * Whether the store or {@code application.yml} has the flag.
     *
     * @return false for a flag that only code mentions
     */
    public boolean isDefined() {
        return value != null || configuration != null;
    }

    /**
     * Whether the flag is meant to stay, as {@code application.yml} says.
     *
     * @return whether no kill date is asked for
     */
    public boolean isPermanent() {
        return configuration != null && configuration.permanent();
    }

    /**
     * What the flag switches: the value says, else {@code application.yml}.
     *
     * @return a text for people; null if nobody says
     */
    public @Nullable String description() {
        return said(FlagValue::description, FlagConfiguration::description);
    }

    /**
     * Who answers for the flag: the value says, else {@code application.yml}.
     *
     * @return a text for people; null if nobody says
     */
    public @Nullable String owner() {
        return said(FlagValue::owner, FlagConfiguration::owner);
    }

    /**
     * The last day for which the flag is meant to live: the value says, else {@code application.yml}, else the
     * annotations, of which the earliest counts. So a date can be moved without a new version of the application.
     *
     * @param code the methods that refer to the flag
     * @return the day, of UTC; null if nobody says, and for a flag that is meant to stay
     */
    public @Nullable LocalDate killDate(List<CodeReference> code) {
        if (isPermanent()) {
            return null;
        }
        LocalDate said = said(FlagValue::expires, FlagConfiguration::expires);
        return said != null
                ? said
                : code.stream()
                        .map(CodeReference::expires)
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null);
    }

    private <T> @Nullable T said(
            Function<FlagValue, @Nullable T> byValue, Function<FlagConfiguration, @Nullable T> byFile) {
        T said = meaning == null ? null : byValue.apply(meaning);
        return said != null || configuration == null ? said : byFile.apply(configuration);
    }
}
