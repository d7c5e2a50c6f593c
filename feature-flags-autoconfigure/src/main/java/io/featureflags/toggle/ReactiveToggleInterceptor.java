package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.toggle.result.ForeignSubscribers;
import io.featureflags.toggle.result.LaterResults;
import io.featureflags.toggle.user.UserExpression;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.core.ReactiveAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/**
 * Routes a toggled method that returns a publisher. Each subscription evaluates the flag for the user of its own context,
 * and runs one of the two methods.
 */
final class ReactiveToggleInterceptor implements MethodInterceptor {

    private final Flag flag;

    private final Supplier<ReactiveContexts> contexts;

    private final @Nullable UserExpression user;

    private final PathCounter newCode;

    private final LegacyRoute legacyRoute;

    private final @Nullable Rescue rescue;

    /** Converts between the return type and the publishers of Reactor. */
    private final ReactiveAdapter adapter;

    /** Whether the method may return several elements. */
    private final boolean many;

    ReactiveToggleInterceptor(
            ToggleSpec spec,
            Flag flag,
            Supplier<ReactiveContexts> contexts,
            LegacyRoute legacyRoute,
            ToggleCounters counters) {
        this.flag = flag;
        this.contexts = contexts;
        this.user = spec.user();
        this.newCode = counters.newCode();
        this.legacyRoute =
                (invocation, failure) -> counted(counters.legacy(), () -> legacyRoute.serve(invocation, failure));
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, this.legacyRoute, counters.rescues());
        this.adapter = Objects.requireNonNull(LaterResults.adapterOf(ReactiveRouting.returnType(spec)));
        this.many = adapter.isMultiValue();
    }

    @Override
    public Object invoke(MethodInvocation invocation) {
        Publisher<Object> routed = many
                ? Flux.deferContextual(
                        view -> isEnabled(view, invocation).flatMapMany(enabled -> run(enabled, invocation)))
                : Mono.deferContextual(
                        view -> isEnabled(view, invocation).flatMap(enabled -> Mono.from(run(enabled, invocation))));
        return adapter.fromPublisher(ForeignSubscribers.keepContext(routed, adapter.getReactiveType()));
    }

    private Mono<Boolean> isEnabled(ContextView view, MethodInvocation invocation) {
        UserExpression expression = user;
        if (expression != null) {
            EvaluationContextProvider fromArguments = () -> expression.contextOf(invocation.getArguments());
            return Mono.just(flag.isEnabled(contexts.get().inRequest(view, fromArguments)));
        }
        return contexts.get().contextProviderOf(view).map(flag::isEnabled);
    }

    private Publisher<Object> run(boolean enabled, MethodInvocation call) {
        MethodInvocation invocation = copyOf(call);
        if (!enabled) {
            return published(() -> legacyRoute.serve(invocation, null));
        }
        Publisher<Object> newResult = counted(newCode, () -> proceed(invocation));
        return rescue == null ? newResult : rescued(rescue, newResult, call);
    }

    private Publisher<Object> rescued(Rescue rescue, Publisher<Object> newResult, MethodInvocation call) {
        if (many) { // Elements of the legacy code must not follow an element of the new code.
            return Flux.from(newResult)
                    .switchOnFirst((first, all) -> first.isOnError()
                            ? all.onErrorResume(failure -> published(() -> rescue.legacyResult(failure, copyOf(call))))
                            : all);
        }
        return Mono.from(newResult)
                .onErrorResume(failure -> Mono.from(published(() -> rescue.legacyResult(failure, copyOf(call)))));
    }

    /** Runs the new code. Advice of AspectJ looks up the call in its thread, where the original call has ended. */
    private static @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        return invocation instanceof ProxyMethodInvocation
                ? ExposeInvocationInterceptor.INSTANCE.invoke(invocation)
                : invocation.proceed();
    }

    /** Returns a call that can proceed once more, since a publisher may be subscribed to many times. */
    private static MethodInvocation copyOf(MethodInvocation call) {
        return call instanceof ProxyMethodInvocation proxied ? proxied.invocableClone() : call;
    }

    /** Counts each subscription when it ends. A cancelled one is no failure: the subscriber has what it needs. */
    private Publisher<Object> counted(PathCounter counter, PublisherSource source) {
        Publisher<Object> publisher = published(source);
        Consumer<SignalType> count = signal -> counter.ended(signal != SignalType.ON_ERROR);
        return many
                ? Flux.from(publisher).doFinally(count)
                : Mono.from(publisher).doFinally(count);
    }

    @SuppressWarnings("unchecked") // Both methods return what the toggled one does.
    private Publisher<Object> published(PublisherSource source) {
        try {
            Object result =
                    Objects.requireNonNull(source.get(), "A toggled method returned null instead of a publisher");
            return result instanceof Publisher<?> publisher
                    ? (Publisher<Object>) publisher
                    : adapter.toPublisher(result);
        } catch (Throwable ex) {
            return Mono.error(ex);
        }
    }

    /** Calls one of the two methods, which returns a publisher. */
    @FunctionalInterface
    private interface PublisherSource {

        @Nullable
        Object get() throws Throwable;
    }
}
