package io.featureflags.toggle.result;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.util.ReflectionUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Finds Reactor's context behind the subscribers of RxJava, which do not pass it on: a user in the context would be lost
 * where Reactor subscribes to a publisher of RxJava, as WebFlux does.
 */
public final class ForeignSubscribers {

    private static final String RXJAVA = "io.reactivex.";

    /** Field of RxJava's operators with the next subscriber. */
    private static final String NEXT = "downstream";

    /** More operators than a chain has, so that the search ends. */
    private static final int MAX_OPERATORS = 1000;

    private ForeignSubscribers() {}

    /**
     * Returns a publisher whose subscriptions have Reactor's context.
     *
     * @param routed the publisher
     * @param type the type that it is converted to
     * @return {@code routed} itself, unless the type is one of RxJava
     */
    public static Publisher<Object> keepContext(Publisher<Object> routed, Class<?> type) {
        if (!type.getName().startsWith(RXJAVA)) {
            return routed;
        }
        return subscriber -> {
            Context context = contextOf(subscriber);
            if (routed instanceof Mono<Object> mono) {
                mono.contextWrite(context).subscribe(subscriber);
            } else {
                Flux.from(routed).contextWrite(context).subscribe(subscriber);
            }
        };
    }

    /** Returns the context of the first subscriber of Reactor; empty if there is none, or if RxJava hides it. */
    private static Context contextOf(Object subscriber) {
        Object next = subscriber;
        for (int i = 0; i < MAX_OPERATORS && next != null; i++) {
            if (next instanceof CoreSubscriber<?> reactor) {
                return reactor.currentContext();
            }
            next = next.getClass().getName().startsWith(RXJAVA) ? next(next) : null;
        }
        return Context.empty();
    }

    private static @Nullable Object next(Object operator) {
        Field field = ReflectionUtils.findField(operator.getClass(), NEXT);
        if (field == null || !field.trySetAccessible()) {
            return null;
        }
        return ReflectionUtils.getField(field, operator);
    }
}
