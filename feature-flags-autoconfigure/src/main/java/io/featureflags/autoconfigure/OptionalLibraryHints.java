package io.featureflags.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Classes that are looked for by name: a native image finds only names that it was told of. */
final class OptionalLibraryHints implements RuntimeHintsRegistrar {

    /** One class of each library that code asks for with {@code ClassUtils.isPresent}. */
    static final List<String> CLASSES = List.of(
            "com.github.benmanes.caffeine.cache.Caffeine", "io.lettuce.core.RedisClient", "redis.clients.jedis.Jedis");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        CLASSES.forEach(name -> hints.reflection().registerTypeIfPresent(classLoader, name));
    }
}
