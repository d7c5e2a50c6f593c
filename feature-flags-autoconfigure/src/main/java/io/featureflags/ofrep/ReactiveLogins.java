package io.featureflags.ofrep;

import reactor.core.publisher.Mono;

/** Finds the authenticated user of a request in Reactor's context. */
@FunctionalInterface
public interface ReactiveLogins {

    /**
     * Returns the user of the subscription.
     *
     * @return the user; empty without a login, or for an anonymous one
     */
    Mono<OfrepLogin> current();
}
