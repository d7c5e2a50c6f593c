package io.featureflags.actuate;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who changes flags over the web, as the record names him. It is the login that says so, and never anything that a request
 * says of itself.
 */
@FunctionalInterface
public interface ActorResolver {

    /** Whoever is not logged in. */
    String ANONYMOUS = "anonymous";

    /**
     * The name of whoever asks.
     *
     * @param principal who is logged in, as the application knows; null for nobody
     * @return his name; null if he may change nothing
     */
    @Nullable
    String of(@Nullable Principal principal);

    /**
     * Whoever asks may change flags: where the application has no logins, nobody could be asked for one.
     *
     * @return names those that the application knows all the same, and all others {@link #ANONYMOUS}
     */
    static ActorResolver anybody() {
        return principal -> {
            String name = principal == null ? null : principal.getName();
            return name == null || name.isBlank() ? ANONYMOUS : name;
        };
    }
}
