package io.featureflags.toggle;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.spi.RunningPlan;
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
 * and runs one of the branches.
 */
final class ReactiveToggleInterceptor implements MethodInterceptor {

    private final Flag flag;

    private final Supplier<ReactiveContexts> contexts;

    private final @Nullable UserExpression user;

    private final PathCounter newCode;

    private final PathCounter legacy;

    private final Branch uncounted;

    private final Branch legacyBranch;

    /** Null for a method without variants, which evaluates only whether its flag is on. */
    private final @Nullable Branches variants;

    private final GuardedCalls guarded;

    private final @Nullable Rescue rescue;

    /** Converts between the return type and the publishers of Reactor. */
    private final ReactiveAdapter adapter;

    /** Whether the method may return several elements. */
    private final boolean many;

    ReactiveToggleInterceptor(
            ToggleSpec spec,
            Flag flag,
            Supplier<ReactiveContexts> contexts,
            Branches branches,
            ToggleCounters counters,
            GuardedCalls guarded) {
        this.flag = flag;
        this.contexts = contexts;
        this.user = spec.user();
        this.newCode = counters.newCode();
        this.legacy = counters.legacy();
        this.uncounted = branches.legacy();
        this.variants = branches.variants().isEmpty() ? null : branches;
        this.legacyBranch = (invocation, failure) -> counted(
                counters.legacy(),
                () -> uncounted.serve(invocation, failure),
                null,
                false,
                EvaluationContext.anonymous());
        this.guarded = guarded;
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, this.legacyBranch, counters.rescues());
        this.adapter = Objects.requireNonNull(LaterResults.adapterOf(ReactiveRouting.returnType(spec)));
        this.many = adapter.isMultiValue();
    }

    @Override
    public Object invoke(MethodInvocation invocation) {
        Publisher<Object> routed = many
                ? Flux.deferContextual(view ->
                        contextProviderOf(view, invocation).flatMapMany(provider -> route(view, provider, invocation)))
                : Mono.deferContextual(view -> contextProviderOf(view, invocation)
                        .flatMap(provider -> Mono.from(route(view, provider, invocation))));
        return adapter.fromPublisher(ForeignSubscribers.keepContext(routed, adapter.getReactiveType()));
    }

    private Mono<EvaluationContextProvider> contextProviderOf(ContextView view, MethodInvocation invocation) {
        UserExpression expression = user;
        if (expression != null) {
            EvaluationContextProvider fromArguments = () -> expression.contextOf(invocation.getArguments());
            return Mono.just(contexts.get().inRequest(view, fromArguments));
        }
        return contexts.get().contextProviderOf(view);
    }

    @SuppressWarnings("ReferenceEquality") // Another object is another plan.
    private Publisher<Object> route(ContextView view, EvaluationContextProvider provider, MethodInvocation call) {
        RunningPlan plan = guarded.plan();
        EvaluationContext known = plan == null ? null : contextOrNull(provider);
        EvaluationContextProvider effective =
                known == null ? provider : contexts.get().inRequest(view, known);
        EvaluationContext context = known == null ? EvaluationContext.anonymous() : known;
        Branch variant = null;
        boolean enabled;
        if (variants == null) {
            enabled = flag.isEnabled(effective);
        } else {
            Evaluation answer = flag.evaluate(effective);
            enabled = answer.enabled();
            variant = variants.variant(answer.variant());
        }
        // The same plan before and after the check has decided the call.
        boolean counts = plan != null && known != null && plan == guarded.plan() && plan.draws(known);
        return enabled
                ? runNewCode(variant, call, counts ? plan : null, context)
                : runLegacyCode(call, counts ? plan : null, context);
    }

    /** Returns the context of a subscription; null if it cannot be determined, which the flag then finds and logs. */
    private static @Nullable EvaluationContext contextOrNull(EvaluationContextProvider provider) {
        try {
            return provider.currentContext();
        } catch (RuntimeException ex) {
            return null;
        }
    }

    private Publisher<Object> runLegacyCode(
            MethodInvocation call, @Nullable RunningPlan plan, EvaluationContext context) {
        MethodInvocation invocation = copyOf(call);
        return counted(legacy, () -> uncounted.serve(invocation, null), plan, false, context);
    }

    private Publisher<Object> runNewCode(
            @Nullable Branch variant, MethodInvocation call, @Nullable RunningPlan plan, EvaluationContext context) {
        MethodInvocation invocation = copyOf(call);
        PublisherSource code = variant == null ? () -> proceed(invocation) : () -> variant.serve(invocation, null);
        Publisher<Object> newResult = counted(newCode, code, plan, true, context);
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
    private Publisher<Object> counted(
            PathCounter counter,
            PublisherSource source,
            @Nullable RunningPlan plan,
            boolean isNewCode,
            EvaluationContext context) {
        long begun = plan == null ? 0 : plan.begin(isNewCode);
        Publisher<Object> publisher = published(source);
        Consumer<SignalType> count = signal -> {
            boolean successfully = signal != SignalType.ON_ERROR;
            counter.ended(successfully);
            counter.endedUnder(plan, isNewCode, successfully, begun, context);
        };
        return many
                ? Flux.from(publisher).doFinally(count)
                : Mono.from(publisher).doFinally(count);
    }

    @SuppressWarnings("unchecked") // All branches return what the toggled method does.
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

    /** Calls the method of one of the branches, which returns a publisher. */
    @FunctionalInterface
    private interface PublisherSource {

        @Nullable
        Object get() throws Throwable;
    }
}
