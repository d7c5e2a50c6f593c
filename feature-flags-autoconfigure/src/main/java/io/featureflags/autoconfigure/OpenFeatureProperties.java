package io.featureflags.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of OpenFeature.
 *
 * @param enabled Whether flags are provided to OpenFeature, if its SDK is present.
 * @param api OpenFeature API that the provider is set on.
 * @param domain Domain that the provider is bound to, in place of the default.
 */
@ConfigurationProperties("feature-flags.openfeature")
record OpenFeatureProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") Api api,
        @Nullable String domain) {

    /** OpenFeature API that the provider is set on. */
    enum Api {

        /** The singleton if it has no provider yet, else an isolated one. */
        AUTO,

        /** The singleton. The start fails if it has another provider. */
        GLOBAL,

        /** An isolated one. */
        ISOLATED
    }

    /** A blank domain is none. */
    OpenFeatureProperties {
        domain = domain == null || domain.isBlank() ? null : domain;
    }
}
