package io.featureflags.test;

import io.featureflags.autoconfigure.FeatureFlagsProperties;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagValueParser;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.core.env.Environment;

/** Creates the flags of tests from those of the application. */
final class TestFlagsFactory {

    private final FlagRegistry flags;

    private final ContextScopes scopes;

    TestFlagsFactory(FlagRegistry flags, ContextScopes scopes) {
        this.flags = flags;
        this.scopes = scopes;
    }

    ScopedFlags scopedFlags(ObjectProvider<FlagCatalog> catalog, FlagValueParser parser, ObjectProvider<Clock> clock) {
        return new ScopedFlags(
                flags, catalog.getIfUnique(() -> List::of), parser, clock.getIfUnique(Clock::systemUTC), scopes);
    }

    TestFeatureFlags testFeatureFlags(
            ScopedFlags scoped, FlagReferences code, FeatureFlagsProperties properties, Environment environment) {
        boolean slice =
                !environment.getProperty(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, Boolean.class, true);
        return new TestFeatureFlags(
                scopes, scoped, new FlagNameCheck(code, properties.flags().keySet(), scoped.lookedUpAtStart(), slice));
    }
}
