package io.featureflags.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Creates maps of handles that drop some when they are full: those whose names were looked up least often. A check that finds
 * its handle does not count, so that it need not touch the map; a name in use that is dropped comes back by one reading.
 * Needs Caffeine, which no other class knows: it is loaded with the first map.
 */
final class BoundedNames {

    private BoundedNames() {}

    /**
     * Creates an empty map.
     *
     * @param maximumSize the number of names that the map keeps
     * @param whenDropped called with each handle that the map drops, while another one is added
     * @return the map
     */
    static Map<String, UnknownFlag> ofMaximumSize(int maximumSize, Consumer<UnknownFlag> whenDropped) {
        return Caffeine.newBuilder()
                .executor(Runnable::run) // The bound holds at each moment, and no further thread works.
                .maximumSize(maximumSize)
                .<String, UnknownFlag>evictionListener((name, flag, cause) -> whenDropped.accept(flag))
                .build()
                .asMap();
    }
}
