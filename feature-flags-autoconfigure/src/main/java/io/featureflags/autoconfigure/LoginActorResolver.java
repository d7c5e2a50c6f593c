package io.featureflags.autoconfigure;

import io.featureflags.actuate.ActorResolver;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Resolves the authenticated user as the actor of a change, independent of the rules that the application has for its
 * endpoints. On WebFlux an anonymous user is a principal too. A class of its own, because Spring Security may be absent.
 */
final class LoginActorResolver implements ActorResolver {

    @Override
    public @Nullable String of(@Nullable Principal principal) {
        if (principal == null || isAnonymous(principal)) {
            return null;
        }
        String name = principal.getName();
        return name == null || name.isBlank() ? null : name;
    }

    private static boolean isAnonymous(Principal principal) {
        return principal instanceof Authentication login
                && (!login.isAuthenticated() || login instanceof AnonymousAuthenticationToken);
    }
}
