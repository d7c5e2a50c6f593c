package io.featureflags.toggle;

import io.featureflags.Flag;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Routes methods that return a {@code Mono}, a {@code Flux} or a {@code Publisher}, for each subscription anew. Needs
 * Reactor.
 */
public final class ReactiveRouting extends Routing {

    private final Supplier<SubscriptionContext> who;

    /**
     * Creates the routing.
     *
     * @param who says who is asking; asked for at the first subscription, since it may itself need a bean that is toggled
     */
    public ReactiveRouting(Supplier<SubscriptionContext> who) {
        this.who = who;
    }

    @Override
    boolean supports(ToggleSpec spec) {
        Class<?> returned = returned(spec);
        return returned == Mono.class || returned == Flux.class || returned == Publisher.class;
    }

    /** Where a super-class declares a type parameter, the class says what it is. */
    static Class<?> returned(ToggleSpec spec) {
        return ResolvableType.forMethodReturnType(spec.method(), spec.type()).toClass();
    }

    @Override
    MethodInterceptor of(ToggleSpec spec, Flag flag, LegacyRoute offPath, ToggleCalls calls) {
        return new ReactiveToggleInterceptor(spec, flag, who, offPath, calls);
    }
}
