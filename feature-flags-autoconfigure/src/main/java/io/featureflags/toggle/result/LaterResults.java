package io.featureflags.toggle.result;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Results that are produced after the method has returned. Publishers decide for each subscription. Their failures and those
 * of {@code CompletionStage} reach {@code rescueOn}, and no others do.
 */
public final class LaterResults {

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
            "org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody",
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

    /** Types of all publishers, which Spring knows only if Reactor is present. */
    private static final Set<String> PUBLISHERS =
            Set.of("java.util.concurrent.Flow$Publisher", "org.reactivestreams.Publisher");

    /** Packages of publishers that Spring does not know, such as those of RxJava 2. */
    private static final List<String> LATER_PACKAGES = List.of("io.reactivex.", "rx.");

    private LaterResults() {}

    /**
     * Returns Spring's adapter of a publisher type.
     *
     * @param returned return type of a method
     * @return the adapter; null for a future, which has started when it is returned, and for any other type
     */
    public static @Nullable ReactiveAdapter adapterOf(Class<?> returned) {
        return CompletionStage.class.isAssignableFrom(returned) || isPlain(returned)
                ? null
                : ReactiveAdapterRegistry.getSharedInstance().getAdapter(returned);
    }

    /** Returns whether a type needs no look-up: Spring's registry would load Reactor for it. */
    private static boolean isPlain(Class<?> type) {
        String name = type.getName();
        return type.isPrimitive() || (name.startsWith("java.") && !name.startsWith("java.util.concurrent."));
    }

    /**
     * Returns the part of a result whose failures do not reach the caller of the method.
     *
     * @param result return type of a method
     * @return the type itself, or one of its type arguments; null if there is none, also for publishers and futures
     */
    public static @Nullable Class<?> unawaited(ResolvableType result) {
        Class<?> returned = result.toClass();
        if (adapterOf(returned) != null || CompletionStage.class.isAssignableFrom(returned)) {
            return null;
        }
        return isLater(returned) ? returned : laterPart(result, new HashSet<>());
    }

    /**
     * Returns the part of a result that a shadow run could not compare.
     *
     * @param result return type of a method
     * @return the type itself, or one of its type arguments; null if there is none
     */
    public static @Nullable Class<?> notComparable(ResolvableType result) {
        Class<?> returned = result.toClass();
        for (Class<?> type : superTypes(returned)) {
            if (PUBLISHERS.contains(type.getName())) {
                return returned;
            }
        }
        return isLater(returned) ? returned : laterPart(result, new HashSet<>());
    }

    /** Returns a type argument that is used later, such as that of a response, an optional or a list. */
    private static @Nullable Class<?> laterPart(ResolvableType result, Set<Type> seen) {
        if (!seen.add(result.getType())) {
            return null; // Such as T in <T extends Comparable<T>>.
        }
        for (ResolvableType part : result.getGenerics()) {
            Class<?> resolved = part.resolve();
            Class<?> later = resolved != null && isLater(resolved) ? resolved : laterPart(part, seen);
            if (later != null) {
                return later;
            }
        }
        return null;
    }

    private static boolean isLater(Class<?> type) {
        if (adapterOf(type) != null) {
            return true;
        }
        for (Class<?> later : LATER) {
            if (later.isAssignableFrom(type)) {
                return true;
            }
        }
        for (Class<?> part : superTypes(type)) {
            if (LATER_NAMES.contains(part.getName()) || isInLaterPackage(part.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInLaterPackage(String name) {
        for (String prefix : LATER_PACKAGES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static List<Class<?>> superTypes(Class<?> type) {
        List<Class<?>> types = new ArrayList<>();
        for (@Nullable Class<?> part = type; part != null; part = part.getSuperclass()) {
            types.add(part);
        }
        types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
        return types;
    }
}
