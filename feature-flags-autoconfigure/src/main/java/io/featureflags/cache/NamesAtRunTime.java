package io.featureflags.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Limits for the names of neither code nor configuration: the same one for flags and for names without one. The latter have no
 * limit without Caffeine.
 *
 * @param maximum the number of flags, and of names without one
 * @param classLoader the class loader that may have Caffeine, which is loaded with the first map
 */
public record NamesAtRunTime(int maximum, @Nullable ClassLoader classLoader) {

    /**
     * Creates an empty map for the handles of names without a flag.
     *
     * @param whenDropped called with each handle that the map drops
     * @return the map, for use by one thread at a time
     */
    Map<String, UnknownFlag> emptyMap(Consumer<UnknownFlag> whenDropped) {
        return ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", classLoader)
                ? BoundedNames.ofMaximumSize(maximum, whenDropped)
                : new HashMap<>();
    }
}
