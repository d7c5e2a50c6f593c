package io.featureflags.toggle;

import io.featureflags.Flag;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.toggle.result.LaterResults;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Creates the interceptors of methods that return a publisher, whose flag is evaluated for each subscription: those of
 * Reactor, and those of RxJava, Mutiny and Kotlin that Spring's {@link ReactiveAdapterRegistry} knows. Needs Reactor.
 */
public final class ReactiveRouting {

    private final Supplier<ReactiveContexts> contexts;

    /**
     * Creates the factory.
     *
     * @param contexts supplies what finds the user of a subscription; called at the first subscription, since it may need
     *     a toggled bean
     */
    public ReactiveRouting(Supplier<ReactiveContexts> contexts) {
        this.contexts = contexts;
    }

    /** Returns whether a method returns a publisher. */
    boolean supports(ToggleSpec spec) {
        return LaterResults.adapterOf(returnType(spec)) != null;
    }

    /** Returns the return type of a method, with the type parameters of a super-class resolved. */
    static Class<?> returnType(ToggleSpec spec) {
        return ResolvableType.forMethodReturnType(spec.method(), spec.type()).toClass();
    }

    /** Creates the interceptor of a method. */
    MethodInterceptor interceptor(
            ToggleSpec spec, Flag flag, Branches branches, ToggleCounters counters, GuardedCalls guarded) {
        return new ReactiveToggleInterceptor(spec, flag, contexts, branches, counters, guarded);
    }
}
