package io.featureflags.context;

import io.featureflags.EvaluationContext;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Provides the user that Spring Security keeps in Reactor's context: its name, and the attribute {@code roles}, as
 * {@link SpringSecurityContextProvider} does. Empty without an authentication, and for an anonymous one.
 */
public final class SpringSecurityReactiveContextProvider implements ReactiveContextProvider {

    /** Creates the provider; it has no state. */
    public SpringSecurityReactiveContextProvider() {}

    @Override
    public Mono<EvaluationContext> currentContext(ContextView view) {
        return ReactiveSecurityContextHolder.getContext()
                .contextWrite(view)
                .mapNotNull(SecurityContext::getAuthentication)
                .map(SpringSecurityContextProvider::contextOf)
                .filter(context -> !context.equals(EvaluationContext.anonymous()));
    }
}
