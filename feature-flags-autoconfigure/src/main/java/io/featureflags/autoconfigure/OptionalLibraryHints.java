package io.featureflags.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/** Registers bound properties, and classes that are looked up by name, which a native image would not find otherwise. */
final class OptionalLibraryHints implements RuntimeHintsRegistrar {

    /** One class of each library that code checks by {@code ClassUtils.isPresent}. */
    static final List<String> CLASSES = List.of(
            "com.github.benmanes.caffeine.cache.Caffeine",
            "io.lettuce.core.RedisClient",
            "org.mockito.Mockito",
            "org.springframework.security.core.Authentication",
            "redis.clients.jedis.Jedis");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        CLASSES.forEach(name -> hints.reflection().registerTypeIfPresent(classLoader, name));
        // Bound without @ConfigurationProperties, whose metadata would double that of Spring Boot's module.
        BindableRuntimeHintsRegistrar.forTypes(LettuceProperties.class).registerHints(hints, classLoader);
    }
}
