package io.featureflags.toggle.result;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.CollectionFactory;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/** Supplies the empty result of a return type. Results that are mutable or can be used up are new for each call. */
public final class EmptyResults {

    @SuppressWarnings("FutureReturnValueIgnored") // Callers get the futures.
    private static final Map<Class<?>, Supplier<@Nullable Object>> EXACT = Map.ofEntries(
            Map.entry(Optional.class, Optional::empty),
            Map.entry(OptionalInt.class, OptionalInt::empty),
            Map.entry(OptionalLong.class, OptionalLong::empty),
            Map.entry(OptionalDouble.class, OptionalDouble::empty),
            Map.entry(Stream.class, Stream::empty),
            Map.entry(IntStream.class, IntStream::empty),
            Map.entry(LongStream.class, LongStream::empty),
            Map.entry(DoubleStream.class, DoubleStream::empty),
            Map.entry(CompletableFuture.class, EmptyResults::completed),
            Map.entry(CompletionStage.class, EmptyResults::completed),
            Map.entry(Future.class, EmptyResults::completed),
            Map.entry(Iterator.class, Collections::emptyIterator),
            Map.entry(Iterable.class, Collections::emptyList));

    private EmptyResults() {}

    /**
     * Finds the empty result of a return type.
     *
     * @param type the return type
     * @return supplies the empty result: an empty collection, map, array, stream, optional or publisher, a future of null,
     *     zero or false, or else null
     * @throws IllegalArgumentException if no empty result can be created, such as a {@code Single} or a class of collections
     */
    public static Supplier<@Nullable Object> of(Class<?> type) {
        Supplier<@Nullable Object> exact = EXACT.get(type);
        if (exact != null) {
            return exact;
        }
        if (type.isArray()) {
            return () -> Array.newInstance(type.getComponentType(), 0);
        }
        if (type.isPrimitive() && type != void.class) {
            Object zero = Array.get(Array.newInstance(type, 1), 0);
            return () -> zero;
        }
        if (Collection.class.isAssignableFrom(type)) {
            Collection<?> tried = CollectionFactory.createCollection(type, 0);
            return () -> CollectionFactory.createCollection(tried.getClass(), 0);
        }
        if (Map.class.isAssignableFrom(type)) {
            Map<?, ?> tried = CollectionFactory.createMap(type, 0);
            return () -> CollectionFactory.createMap(tried.getClass(), 0);
        }
        // Mono, Flux and similar types, if their library is present.
        ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
        if (adapter != null) {
            if (!adapter.supportsEmpty() || !type.isAssignableFrom(adapter.getReactiveType())) {
                throw new IllegalArgumentException("No empty " + type.getName());
            }
            return () -> adapter.getDescriptor().getEmptyValue();
        }
        return () -> null;
    }

    private static CompletableFuture<@Nullable Object> completed() {
        return CompletableFuture.completedFuture(null);
    }
}
