package io.featureflags.openfeature;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.spi.FlagStore;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import java.lang.reflect.Proxy;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Starts applications with OpenFeature. */
final class Applications {

    static final String ISOLATED = "feature-flags.openfeature.api=isolated";

    private Applications() {}

    /** Returns an application with the given store. */
    static SpringApplicationBuilder with(FlagStore store) {
        return new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> context.getBeanFactory().registerSingleton("store", store));
    }

    /** Starts an application with the given store and with an API of its own. */
    static ConfigurableApplicationContext isolated(FlagStore store, Class<?>... configurations) {
        return with(store).sources(configurations).properties(ISOLATED).run();
    }

    /** Returns a provider whose flags and listeners fail. */
    static FeatureFlagsProvider failing() {
        FeatureFlags flags = (FeatureFlags) Proxy.newProxyInstance(
                Applications.class.getClassLoader(),
                new Class<?>[] {FeatureFlags.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("No flags");
                });
        FlagMetadata metadata = new FlagMetadata(SingletonSupplier.of(() -> List::of), SingletonSupplier.of(() -> {
            throw new IllegalStateException("No references");
        }));
        return new FeatureFlagsProvider(flags, EvaluationContext.anonymous(), metadata, event -> {
            throw new IllegalStateException("No listener");
        });
    }

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    static class Shop {}
}
