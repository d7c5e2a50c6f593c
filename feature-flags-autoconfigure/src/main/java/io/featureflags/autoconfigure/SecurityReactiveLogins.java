package io.featureflags.autoconfigure;

import io.featureflags.context.ReactiveContexts;
import io.featureflags.ofrep.OfrepLogin;
import io.featureflags.ofrep.ReactiveLogins;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

/**
 * Finds the user of Spring Security in Reactor's context, with the attributes that flags see. A class of its own, because Spring
 * Security may be absent.
 *
 * @param contexts finds the attributes
 */
record SecurityReactiveLogins(ReactiveContexts contexts) implements ReactiveLogins {

    @Override
    public Mono<OfrepLogin> current() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(security -> ServletLogins.nameOf(security.getAuthentication()))
                .flatMap(name ->
                        Mono.deferContextual(contexts::contextOf).map(context -> new OfrepLogin(name, context)));
    }
}
