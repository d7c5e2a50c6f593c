package io.featureflags.context;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Finds the context of a subscription to a {@code Mono} or {@code Flux}: the first of
 *
 * <ol>
 *   <li>the context in Reactor's context under the key {@code EvaluationContext.class},
 *   <li>the {@link BoundContext} of the thread that subscribes,
 *   <li>the context of the {@link ReactiveContextProvider}, by default that of Spring Security's user,
 *   <li>the context of the {@link EvaluationContextProvider}, by default without a user.
 * </ol>
 *
 * <p>To route a subscription, without a dependency on this class:
 *
 * <pre>{@code
 * Function<ContextView, Mono<EvaluationContextProvider>> providers = reactiveContexts::contextProviderOf;
 * Mono.deferContextual(view -> providers.apply(view)
 *         .flatMap(contextProvider -> flag.isEnabled(contextProvider) ? next.get() : legacy.get()));
 * }</pre>
 */
public final class ReactiveContexts {

    private final ReactiveContextProvider reactive;

    private final EvaluationContextProvider fallback;

    /**
     * Creates the search.
     *
     * @param reactive provides the context if none is bound
     * @param fallback provides the context if {@code reactive} has none
     */
    public ReactiveContexts(ReactiveContextProvider reactive, EvaluationContextProvider fallback) {
        this.reactive = reactive;
        this.fallback = fallback;
    }

    /**
     * Returns the provider of one subscription's context, to be called on the thread where the element arrives. It
     * belongs to the request of the subscription, as with {@link #inRequest}.
     *
     * @param view Reactor's context of the subscription
     * @return exactly one provider, and never an error. If the context cannot be determined, the provider throws the
     *     cause, so that only a flag whose answer depends on the user is off. For the same reason the
     *     {@link EvaluationContextProvider} is not called beforehand
     */
    public Mono<EvaluationContextProvider> contextProviderOf(ContextView view) {
        EvaluationContext bound = bound(view);
        if (bound != null) {
            return Mono.just(inRequest(view, bound));
        }
        return Mono.defer(() -> reactive.currentContext(view))
                .<EvaluationContextProvider>map(context -> context)
                .onErrorResume(ex -> Mono.<EvaluationContextProvider>just(() -> {
                    throw Exceptions.propagate(ex);
                }))
                .defaultIfEmpty(fallback)
                .map(contextProvider -> inRequest(view, contextProvider));
    }

    /**
     * Returns the context of one subscription.
     *
     * @param view Reactor's context of the subscription
     * @return exactly one context, or an error if it cannot be determined
     */
    public Mono<EvaluationContext> contextOf(ContextView view) {
        return contextProviderOf(view).map(EvaluationContextProvider::currentContext);
    }

    /**
     * Binds a provider, such as that of an expression over arguments, to the request of a subscription, so that
     * {@code feature-flags.request-consistency} applies to it.
     *
     * @param view Reactor's context of the subscription
     * @param contextProvider the provider
     * @return a provider of the same context in the request; {@code contextProvider} itself if no answers are kept
     */
    public EvaluationContextProvider inRequest(ContextView view, EvaluationContextProvider contextProvider) {
        RequestAnswers answers = view.getOrDefault(RequestAnswers.class, null);
        return answers == null ? contextProvider : new RequestContextProvider(contextProvider, answers);
    }

    private static @Nullable EvaluationContext bound(ContextView view) {
        EvaluationContext inView = view.getOrDefault(EvaluationContext.class, null);
        return inView == null ? BoundContext.current() : inView;
    }
}
