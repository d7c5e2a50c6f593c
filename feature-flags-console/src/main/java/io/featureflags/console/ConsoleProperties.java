package io.featureflags.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the console.
 *
 * @param reason Whether a change needs a reason. Switching a flag off never does.
 * @param environment Name of the environment, such as production, which the page shows in its head.
 * @param writers Authority of the users who may change flags. By default, those who may POST below the endpoint.
 */
@ConfigurationProperties("feature-flags.console")
public record ConsoleProperties(
        @DefaultValue("required") Reasons reason,
        @Nullable String environment,
        @Nullable String writers) {

    /** Whether a change needs a reason. */
    public enum Reasons {

        /** Each change but switching off needs a reason. */
        REQUIRED,

        /** A reason can be left out. */
        OPTIONAL
    }
}
