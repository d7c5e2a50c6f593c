package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Results that are produced after the method has returned. Publishers decide for each subscription. Their failures and those
 * of {@code CompletionStage} reach {@code rescueOn}, and no others do.
 */
final class LaterResults {

    private static final List<Class<?>> LATER = List.of(
            CompletionStage.class,
            Future.class,
            Callable.class,
            Runnable.class,
            Supplier.class,
            BaseStream.class,
            Iterator.class,
            Spliterator.class);

    /** Types of libraries that need not be present. */
    private static final Set<String> LATER_NAMES = Set.of(
            "org.springframework.web.context.request.async.DeferredResult",
            "org.springframework.web.context.request.async.WebAsyncTask",
            "org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
            "kotlin.Function",
            "kotlin.Lazy",
            "kotlin.sequences.Sequence",
            "kotlinx.coroutines.Job",
            "kotlinx.coroutines.flow.Flow",
            "io.smallrye.mutiny.Uni",
            "io.smallrye.mutiny.Multi",
            "io.vavr.Lazy",
            "io.vavr.concurrent.Future",
            "io.vertx.core.Future",
            "scala.concurrent.Future");

    /** Packages of publishers that Spring does not know, such as those of RxJava 2. */
    private static final List<String> LATER_PACKAGES = List.of("io.reactivex.", "rx.");

    private LaterResults() {}

    /**
     * Returns Spring's adapter of a publisher type.
     *
     * @param returned return type of a method
     * @return the adapter; null for a future, which has started when it is returned, and for any other type
     */
    static @Nullable ReactiveAdapter adapterOf(Class<?> returned) {
        return CompletionStage.class.isAssignableFrom(returned)
                ? null
                : ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
    }

    /**
     * Rejects a method whose result cannot be routed, or whose failures cannot reach {@code rescueOn}.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param rescued whether the method has {@code rescueOn}
     * @throws InvalidFeatureToggleException if the method cannot work
     */
    static void check(Class<?> type, Method method, boolean rescued) {
        ResolvableType result = ResolvableType.forMethodReturnType(method, type);
        Class<?> returned = result.toClass();
        ReactiveAdapter adapter = adapterOf(returned);
        if (adapter != null && !returned.isAssignableFrom(adapter.getReactiveType())) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "each subscription decides for its own user, and no other " + returned.getSimpleName()
                            + " can be returned in place of that of the method.",
                    "Return a " + adapter.getReactiveType().getSimpleName() + ", or call FeatureFlags.isEnabled in the"
                            + " method.");
        }
        if (!rescued || adapter != null || CompletionStage.class.isAssignableFrom(returned)) {
            return; // Failures of publishers and futures are awaited.
        }
        Class<?> later = isLater(returned) ? returned : laterPart(result);
        if (later != null) {
            throw inert(type, method, "its " + later.getSimpleName() + " is used after the method has returned");
        }
    }

    /**
     * Rejects a method that returns a publisher, in an application without Reactor.
     *
     * @param spec the method
     * @throws InvalidFeatureToggleException if the method returns a publisher
     */
    static void checkNoPublisher(ToggleSpec spec) {
        Class<?> returned =
                ResolvableType.forMethodReturnType(spec.method(), spec.type()).toClass();
        if (adapterOf(returned) != null) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "each subscription to its " + returned.getSimpleName() + " decides, which needs Reactor.",
                    "Add io.projectreactor:reactor-core to the dependencies.");
        }
    }

    /**
     * Creates the exception for a method whose failures cannot reach {@code rescueOn}.
     *
     * @param reason why, as the rest of a sentence
     */
    static InvalidFeatureToggleException inert(Class<?> type, Method method, String reason) {
        return new InvalidFeatureToggleException(
                type,
                method,
                reason + ", so that its failures would not reach rescueOn.",
                "Return the result itself, a CompletableFuture or a Mono, or leave out rescueOn.");
    }

    /** Returns a type argument that is used later, such as that of a response, an optional or a list. */
    private static @Nullable Class<?> laterPart(ResolvableType result) {
        for (ResolvableType part : result.getGenerics()) {
            Class<?> resolved = part.resolve();
            Class<?> later = resolved != null && isLater(resolved) ? resolved : laterPart(part);
            if (later != null) {
                return later;
            }
        }
        return null;
    }

    private static boolean isLater(Class<?> type) {
        return adapterOf(type) != null
                || type.isAnnotationPresent(FunctionalInterface.class)
                || LATER.stream().anyMatch(later -> later.isAssignableFrom(type))
                || superTypes(type)
                        .map(Class::getName)
                        .anyMatch(name -> LATER_NAMES.contains(name)
                                || LATER_PACKAGES.stream().anyMatch(name::startsWith));
    }

    private static Stream<Class<?>> superTypes(Class<?> type) {
        Stream<Class<?>> classes = Stream.iterate(type, Objects::nonNull, Class::getSuperclass);
        return Stream.concat(classes, ClassUtils.getAllInterfacesForClassAsSet(type).stream());
    }
}
