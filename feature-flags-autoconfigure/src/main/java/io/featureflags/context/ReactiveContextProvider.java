package io.featureflags.context;

import io.featureflags.EvaluationContext;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Provides the context of the current user from Reactor's context: the reactive counterpart of
 * {@link io.featureflags.EvaluationContextProvider}. An application may declare a bean of this type. The default is the user
 * of Spring Security if that is present, else no user.
 */
@FunctionalInterface
public interface ReactiveContextProvider {

    /**
     * Returns the context of one subscription. An error makes that evaluation an error: the flag is off for this
     * subscription if its answer depends on the user.
     *
     * @param view Reactor's context of the subscription
     * @return the context, without blocking; empty if this provider has none, so that the
     *     {@link io.featureflags.EvaluationContextProvider} is called
     */
    Mono<EvaluationContext> currentContext(ContextView view);
}
