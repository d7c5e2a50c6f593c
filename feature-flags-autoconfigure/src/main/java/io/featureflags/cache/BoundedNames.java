package io.featureflags.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;

/** A map by names that forgets the least used ones when it is full, on Caffeine. */
public final class BoundedNames {

    private BoundedNames() {}

    /**
     * Creates an empty map, safe for use by several threads.
     *
     * @param maximumSize how many names it keeps
     * @param <V> what it keeps of a name
     * @return the map
     */
    public static <V> ConcurrentMap<String, V> ofMaximumSize(int maximumSize) {
        return Caffeine.newBuilder().maximumSize(maximumSize).<String, V>build().asMap();
    }
}
