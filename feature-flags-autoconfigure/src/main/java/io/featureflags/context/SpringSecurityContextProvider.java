package io.featureflags.context;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Provides the user of Spring Security's context on this thread: its name, and the attribute {@code roles}. The context
 * is anonymous without an authentication, and for an anonymous one.
 */
public final class SpringSecurityContextProvider implements EvaluationContextProvider {

    /** Name of the attribute that lists the user's authorities. */
    public static final String ROLES = "roles";

    private static final String ROLE_PREFIX = "ROLE_";

    /** Creates the provider; it has no state. */
    public SpringSecurityContextProvider() {}

    @Override
    public EvaluationContext currentContext() {
        return contextOf(SecurityContextHolder.getContext().getAuthentication());
    }

    static EvaluationContext contextOf(@Nullable Authentication authentication) {
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return EvaluationContext.anonymous();
        }
        return EvaluationContext.of(authentication.getName()).with(ROLES, roles(authentication));
    }

    /** Returns each role under both names of Spring Security: {@code ROLE_ADMIN}, and {@code ADMIN} as in hasRole. */
    private static List<String> roles(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .flatMap(authority -> authority.startsWith(ROLE_PREFIX)
                        ? Stream.of(authority, authority.substring(ROLE_PREFIX.length()))
                        : Stream.of(authority))
                .toList();
    }
}
