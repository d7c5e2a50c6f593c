package io.featureflags.context;

import io.featureflags.EvaluationContext;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Says who is asking from Reactor's context, where a thread tells nothing: what an
 * {@link io.featureflags.EvaluationContextProvider} is to code that blocks. An application may declare a bean of this
 * type; without one it is Spring Security's user where Spring Security is present, else nobody.
 */
@FunctionalInterface
public interface ReactiveContextProvider {

    /**
     * Who is asking in one subscription. An error makes that evaluation an error, and the flag is off for this
     * subscription where its answer depends on the user.
     *
     * @param view Reactor's context of the subscription
     * @return the context; empty where this provider does not know, which leaves it to the
     *     {@link io.featureflags.EvaluationContextProvider}. It must not block
     */
    Mono<EvaluationContext> currentContext(ContextView view);
}
