package io.featureflags.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.ConcurrentMap;

/**
 * Creates maps by names that drop the least used names when they are full. Needs Caffeine, which no other class knows:
 * it is loaded with the first map.
 */
final class BoundedNames {

    private BoundedNames() {}

    /**
     * Creates an empty map, safe for use by several threads.
     *
     * @param maximumSize the number of names that the map keeps
     * @param <V> type of the values
     * @return the map
     */
    static <V> ConcurrentMap<String, V> ofMaximumSize(int maximumSize) {
        return Caffeine.newBuilder()
                .executor(Runnable::run) // The bound holds at each moment, and no further thread works.
                .maximumSize(maximumSize)
                .<String, V>build()
                .asMap();
    }
}
