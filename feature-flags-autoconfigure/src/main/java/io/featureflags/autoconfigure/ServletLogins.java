package io.featureflags.autoconfigure;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.ofrep.LoginSource;
import io.featureflags.ofrep.OfrepLogin;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Finds the user of Spring Security on this thread, with the attributes that flags see. A class of its own, because Spring Security
 * may be absent.
 *
 * @param contextProvider provides the attributes
 */
record ServletLogins(EvaluationContextProvider contextProvider) implements LoginSource {

    @Override
    public @Nullable OfrepLogin current() {
        String name = nameOf(SecurityContextHolder.getContext().getAuthentication());
        if (name == null) {
            return null;
        }
        EvaluationContext context = BoundContext.orElse(contextProvider).currentContext();
        return new OfrepLogin(name, context);
    }

    /** Returns the name of an authenticated user; null for none, and for an anonymous one. */
    static @Nullable String nameOf(@Nullable Authentication login) {
        if (login == null || !login.isAuthenticated() || login instanceof AnonymousAuthenticationToken) {
            return null;
        }
        String name = login.getName();
        return name == null || name.isBlank() ? null : name;
    }
}
