package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Port: who is asking in a subscription to a {@code Mono} or {@code Flux}. Needs Reactor. */
public interface SubscriptionContext {

    /**
     * Who is asking, where the arguments do not say.
     *
     * @param view Reactor's context of the subscription
     * @return exactly one provider, and never an error: where it cannot be found out, the provider throws
     */
    Mono<EvaluationContextProvider> whoIsAsking(ContextView view);

    /**
     * Lets somebody ask within the request that a subscription belongs to.
     *
     * @param view Reactor's context of the subscription
     * @param who says who is asking
     * @return the same one, asking within the request
     */
    EvaluationContextProvider inRequest(ContextView view, EvaluationContextProvider who);
}
