package io.featureflags.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Adds the flags of tests to a context that no test framework manages. */
@AutoConfiguration
final class TestScopesConfiguration {

    @Bean
    static ScopeRegistrar featureFlagTestScopeRegistrar() {
        return new ScopeRegistrar(false);
    }
}
