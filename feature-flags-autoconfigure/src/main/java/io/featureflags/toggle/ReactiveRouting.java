package io.featureflags.toggle;

import io.featureflags.Flag;
import io.featureflags.context.ReactiveContexts;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates the interceptors of methods that return a {@code Mono}, a {@code Flux} or a {@code Publisher}, whose flag is
 * evaluated for each subscription. Needs Reactor.
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

    /** Returns whether a method returns a publisher of Reactor. */
    boolean supports(ToggleSpec spec) {
        Class<?> returned = returnType(spec);
        return returned == Mono.class || returned == Flux.class || returned == Publisher.class;
    }

    /** Returns the return type of a method, with the type parameters of a super-class resolved. */
    static Class<?> returnType(ToggleSpec spec) {
        return ResolvableType.forMethodReturnType(spec.method(), spec.type()).toClass();
    }

    /** Creates the interceptor of a method. */
    MethodInterceptor interceptor(ToggleSpec spec, Flag flag, LegacyRoute legacyRoute, ToggleCounters counters) {
        return new ReactiveToggleInterceptor(spec, flag, contexts, legacyRoute, counters);
    }
}
