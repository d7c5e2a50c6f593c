package io.featureflags.actuate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a view of a flag.
 *
 * @param user user that {@code explain} evaluates the flag for; null for an anonymous user
 * @param attributes attributes of that user; null for none
 * @param limit maximum number of entries in the history; null for the default
 */
record ViewParameters(
        @Nullable String user,
        @Nullable List<String> attributes,
        @Nullable String limit) {

    /** Returns whether an explanation would tell users apart. */
    boolean isOfUser() {
        return user != null || (attributes != null && !attributes.isEmpty());
    }

    /** Converts the limit here: Spring Boot would show the application's error page, without the reason. */
    @Nullable
    Integer number() {
        try {
            return limit == null ? null : Integer.valueOf(limit);
        } catch (NumberFormatException ex) {
            throw new BadRequestException(List.of("'limit' must be a whole number."));
        }
    }
}
