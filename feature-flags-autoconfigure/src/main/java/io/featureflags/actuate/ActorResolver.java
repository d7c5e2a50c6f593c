package io.featureflags.actuate;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the user who changes flags over the web to the actor in the history. The name is that of the login alone: no
 * other part of a request can set it.
 */
@FunctionalInterface
public interface ActorResolver {

    /** Name of the actor for users who are not logged in. */
    String ANONYMOUS = "anonymous";

    /**
     * Resolves a user.
     *
     * @param principal logged-in user, as the application provides it; null if no user is logged in
     * @return name of the actor, not blank; null if the user must not change flags
     */
    @Nullable
    String resolve(@Nullable Principal principal);

    /**
     * Creates a resolver for applications without logins, where all users may change flags.
     *
     * @return resolver that returns the name of a user that the application provides, and {@link #ANONYMOUS} for others
     */
    static ActorResolver permitAll() {
        return principal -> {
            String name = principal == null ? null : principal.getName();
            return name == null || name.isBlank() ? ANONYMOUS : name;
        };
    }
}
