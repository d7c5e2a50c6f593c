package io.featureflags.autoconfigure;

import io.featureflags.actuate.ActorResolver;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Only who is logged in may change flags, whatever the application's rules permit to all. On WebFlux somebody anonymous is
 * a principal like any other. By itself, since Spring Security may be absent.
 */
final class LoginActorResolver implements ActorResolver {

    @Override
    public @Nullable String of(@Nullable Principal principal) {
        if (principal == null || isNobody(principal)) {
            return null;
        }
        String name = principal.getName();
        return name == null || name.isBlank() ? null : name;
    }

    private static boolean isNobody(Principal principal) {
        return principal instanceof Authentication login
                && (!login.isAuthenticated() || login instanceof AnonymousAuthenticationToken);
    }
}
