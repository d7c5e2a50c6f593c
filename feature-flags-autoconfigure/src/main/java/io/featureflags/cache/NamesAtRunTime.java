package io.featureflags.cache;

import io.featureflags.Flag;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Limits for the names of neither code nor configuration.
 *
 * @param maximum the number of flags with such a name that are kept
 * @param emptyMap creates an empty map for such names without a flag, which may drop entries; called at the first one
 */
public record NamesAtRunTime(int maximum, Supplier<ConcurrentMap<String, Flag>> emptyMap) {

    /**
     * Returns the same limit for flags and for names without one. These names have no limit without Caffeine.
     *
     * @param maximum the number of flags, and of names without one
     * @param classLoader the class loader that may have Caffeine, which is loaded with the first map
     * @return the limits
     */
    public static NamesAtRunTime upTo(int maximum, @Nullable ClassLoader classLoader) {
        return new NamesAtRunTime(
                maximum,
                () -> ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", classLoader)
                        ? BoundedNames.ofMaximumSize(maximum)
                        : new ConcurrentHashMap<>());
    }
}
