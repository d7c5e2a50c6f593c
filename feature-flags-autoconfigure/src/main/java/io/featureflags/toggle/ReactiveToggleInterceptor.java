package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/**
 * Routes a toggled method that returns a {@code Mono}, a {@code Flux} or a {@code Publisher}: each subscription decides
 * anew, with the user of its own context, and runs one of the two methods.
 */
final class ReactiveToggleInterceptor implements MethodInterceptor {

    private final Flag flag;

    private final Supplier<SubscriptionContext> who;

    private final @Nullable UserExpression user;

    private final PathCalls newCode;

    private final LegacyRoute offPath;

    private final @Nullable Rescue rescue;

    private final boolean many;

    ReactiveToggleInterceptor(
            ToggleSpec spec, Flag flag, Supplier<SubscriptionContext> who, LegacyRoute offPath, ToggleCalls calls) {
        this.flag = flag;
        this.who = who;
        this.user = spec.user();
        this.newCode = calls.newCode();
        this.offPath = (invocation, failure) -> counted(calls.legacy(), () -> offPath.serve(invocation, failure));
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, this.offPath, System::nanoTime);
        this.many = ReactiveRouting.returned(spec) != Mono.class;
    }

    @Override
    public Object invoke(MethodInvocation invocation) {
        return many
                ? Flux.deferContextual(view -> isEnabled(view, invocation).flatMapMany(on -> run(on, invocation)))
                : Mono.deferContextual(
                        view -> isEnabled(view, invocation).flatMap(on -> Mono.from(run(on, invocation))));
    }

    private Mono<Boolean> isEnabled(ContextView view, MethodInvocation invocation) {
        UserExpression expression = user;
        if (expression != null) {
            EvaluationContextProvider named = () -> expression.contextOf(invocation.getArguments());
            return Mono.just(flag.isEnabled(who.get().inRequest(view, named)));
        }
        return who.get().whoIsAsking(view).map(flag::isEnabled);
    }

    private Publisher<Object> run(boolean on, MethodInvocation call) {
        MethodInvocation invocation = again(call);
        if (!on) {
            return published(() -> offPath.serve(invocation, null));
        }
        Publisher<Object> fromNew = counted(newCode, () -> proceed(invocation));
        Rescue made = rescue;
        if (made == null) {
            return fromNew;
        }
        if (many) { // Once the subscriber has an element of the new code, those of the legacy code must not follow.
            return Flux.from(fromNew)
                    .switchOnFirst((first, all) -> first.isOnError()
                            ? all.onErrorResume(failure -> published(() -> made.insteadOf(failure, again(call))))
                            : all);
        }
        return Mono.from(fromNew)
                .onErrorResume(failure -> Mono.from(published(() -> made.insteadOf(failure, again(call)))));
    }

    /** Advice of AspectJ asks its thread for the call, and the one that was made on it is over. */
    private static @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        return invocation instanceof ProxyMethodInvocation
                ? ExposeInvocationInterceptor.INSTANCE.invoke(invocation)
                : invocation.proceed();
    }

    /** A call can proceed once, and a publisher may be subscribed to many times. */
    private static MethodInvocation again(MethodInvocation call) {
        return call instanceof ProxyMethodInvocation proxied ? proxied.invocableClone() : call;
    }

    /** Counted is each subscription when it ends; one that is cancelled has had what it wanted. */
    private Publisher<Object> counted(PathCalls calls, Branch branch) {
        Publisher<Object> publisher = published(branch);
        Consumer<SignalType> count = signal -> calls.ended(signal != SignalType.ON_ERROR);
        return many
                ? Flux.from(publisher).doFinally(count)
                : Mono.from(publisher).doFinally(count);
    }

    @SuppressWarnings("unchecked") // Both methods return what the toggled one does.
    private static Publisher<Object> published(Branch branch) {
        try {
            return (Publisher<Object>) Objects.requireNonNull(branch.run(), "A toggled method must return a publisher");
        } catch (Throwable ex) {
            return Mono.error(ex);
        }
    }

    @FunctionalInterface
    private interface Branch {

        @Nullable
        Object run() throws Throwable;
    }
}
