package io.featureflags.autoconfigure;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Finds properties of flags that binding would misread silently. Outside brackets, binding drops a colon from a name and
 * ends the name at a dot; it also ignores unknown properties. The configured answer of a flag would be lost that way.
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
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> known) {
                for (String name : known.getPropertyNames()) {
                    check(name, environment);
                }
            }
        }
    }

    private static void check(String name, ConfigurableEnvironment environment) {
        if ((name.startsWith(FLAGS + ".") || name.startsWith(FLAGS + "["))
                && !READABLE.matcher(name).matches()) {
            throw new InvalidConfigurationPropertyValueException(
                    name,
                    environment.getProperty(name),
                    "it would be misread. A flag's name with a dot or a colon must stand in brackets, in YAML with"
                            + " quotes (\"[shop.checkout:v2]\"). The properties of a flag are enabled, description,"
                            + " owner, expires and permanent");
        }
    }
}
