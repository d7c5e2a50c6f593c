package io.featureflags.context;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Who is asking in a subscription to a {@code Mono} or {@code Flux}: the first of
 *
 * <ol>
 *   <li>the context in Reactor's context under the key {@code EvaluationContext.class},
 *   <li>the {@link BoundContext} of the thread that subscribes,
 *   <li>what the {@link ReactiveContextProvider} says, which is Spring Security's user by default,
 *   <li>what the {@link EvaluationContextProvider} says, which is nobody by default.
 * </ol>
 *
 * <p>To route a subscription, without knowing this class:
 *
 * <pre>{@code
 * Function<ContextView, Mono<EvaluationContextProvider>> whoIsAsking = reactiveContexts::whoIsAsking;
 * Mono.deferContextual(view -> whoIsAsking.apply(view)
 *         .flatMap(who -> flag.isEnabled(who) ? next.get() : legacy.get()));
 * }</pre>
 */
public final class ReactiveContexts {

    private final ReactiveContextProvider reactive;

    private final EvaluationContextProvider last;

    /**
     * Creates the search.
     *
     * @param reactive says who is asking where no context is bound
     * @param last says who is asking where {@code reactive} does not know
     */
    public ReactiveContexts(ReactiveContextProvider reactive, EvaluationContextProvider last) {
        this.reactive = reactive;
        this.last = last;
    }

    /**
     * Who is asking in one subscription, to be asked on the thread where the element arrives.
     *
     * @param view Reactor's context of the subscription
     * @return exactly one provider, and never an error: where it could not be found out who is asking, the provider
     *     throws what went wrong, so that only a flag whose answer depends on the user is off. For the same reason the
     *     {@link EvaluationContextProvider} is not asked beforehand. The provider stands for the request of the
     *     subscription too, as {@link #inRequest} does
     */
    public Mono<EvaluationContextProvider> whoIsAsking(ContextView view) {
        EvaluationContext bound = bound(view);
        if (bound != null) {
            return Mono.just(inRequest(view, bound));
        }
        return Mono.defer(() -> reactive.currentContext(view))
                .<EvaluationContextProvider>map(context -> context)
                .onErrorResume(ex -> Mono.<EvaluationContextProvider>just(() -> {
                    throw Exceptions.propagate(ex);
                }))
                .defaultIfEmpty(last)
                .map(who -> inRequest(view, who));
    }

    /**
     * Who is asking in one subscription, found out in any case.
     *
     * @param view Reactor's context of the subscription
     * @return exactly one context, or an error where it could not be found out
     */
    public Mono<EvaluationContext> contextOf(ContextView view) {
        return whoIsAsking(view).map(EvaluationContextProvider::currentContext);
    }

    /**
     * Lets somebody, such as the user of an expression over arguments, ask within the request that a subscription belongs
     * to, so that {@code feature-flags.request-consistency} holds for it.
     *
     * @param view Reactor's context of the subscription
     * @param who says who is asking
     * @return the same one, asking within the request; {@code who} itself where no answers are kept
     */
    public EvaluationContextProvider inRequest(ContextView view, EvaluationContextProvider who) {
        RequestAnswers answers = view.getOrDefault(RequestAnswers.class, null);
        return answers == null ? who : new RequestContextProvider(who, answers);
    }

    private static @Nullable EvaluationContext bound(ContextView view) {
        EvaluationContext inView = view.getOrDefault(EvaluationContext.class, null);
        return inView == null ? BoundContext.current() : inView;
    }
}
