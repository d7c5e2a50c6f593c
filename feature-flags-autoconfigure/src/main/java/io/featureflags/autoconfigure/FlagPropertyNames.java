package io.featureflags.autoconfigure;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Finds properties of flags that binding would misread without a word: it drops a colon from a name outside brackets, takes
 * a dot for the end of the name, and ignores what it does not know. The answer of a flag must not get lost that way.
 */
final class FlagPropertyNames {

    private static final String FLAGS = "feature-flags.flags";

    private static final Pattern READABLE = Pattern.compile(
            "feature-flags\\.flags(?:\\.?\\[[^]]+]|\\.[A-Za-z0-9_-]+)\\.(?:enabled|description|owner|expires|permanent)");

    private FlagPropertyNames() {}

    /**
     * Checks all properties of flags.
     *
     * @param environment the environment of the application
     * @throws InvalidConfigurationPropertyValueException if one would be misread
     */
    static void check(ConfigurableEnvironment environment) {
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.startsWith(FLAGS + ".") || name.startsWith(FLAGS + "["))
                .filter(name -> !READABLE.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidConfigurationPropertyValueException(
                            name,
                            environment.getProperty(name),
                            "it would be misread. A flag's name with a dot or a colon must stand in brackets, in YAML with"
                                    + " quotes (\"[shop.checkout:v2]\"), and what is said of a flag is enabled, description,"
                                    + " owner, expires or permanent");
                });
    }
}
