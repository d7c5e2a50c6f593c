package io.featureflags.autoconfigure;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.context.ReactiveContexts;
import io.featureflags.ofrep.ExposedNames;
import io.featureflags.ofrep.FlagListings;
import io.featureflags.ofrep.LoginSource;
import io.featureflags.ofrep.OfrepAccess;
import io.featureflags.ofrep.OfrepChanges;
import io.featureflags.ofrep.OfrepProperties;
import io.featureflags.ofrep.OfrepProtocol;
import io.featureflags.ofrep.OfrepStreams;
import io.featureflags.ofrep.ReactiveLogins;
import io.featureflags.ofrep.ReactiveOfrepMapping;
import io.featureflags.ofrep.ServletOfrepMapping;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import reactor.core.publisher.Mono;

/** Auto-configuration of the OFREP endpoints, which do not exist until {@code feature-flags.ofrep.enabled} is true. */
@AutoConfiguration
@Conditional(OnFeatureFlags.class)
@ConditionalOnWebApplication
@ConditionalOnProperty("feature-flags.ofrep.enabled")
@EnableConfigurationProperties({FeatureFlagsProperties.class, OfrepProperties.class})
public final class FeatureFlagsOfrepAutoConfiguration {

    // The local copy of the flags needs it, before other beans are created.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static OfrepChanges featureFlagOfrepChanges() {
        return new OfrepChanges();
    }

    // A mistake stops the start of an application with lazy beans too.
    @Bean
    @Lazy(false)
    OfrepAccess featureFlagOfrepAccess(OfrepProperties properties, ResourceLoader loader, ObjectProvider<Clock> clock) {
        boolean hasLogins =
                ClassUtils.isPresent("org.springframework.security.core.Authentication", loader.getClassLoader());
        return new OfrepAccess(properties, hasLogins, Clocks.of(clock));
    }

    @Bean
    FlagListings featureFlagOfrepListings(
            FlagRegistry flags,
            FlagCatalog catalog,
            OfrepAccess access,
            OfrepChanges changes,
            ObjectProvider<Clock> clock) {
        return new FlagListings(flags, catalog, access, changes, Clocks.of(clock));
    }

    @Bean
    @Lazy(false)
    ExposedNames featureFlagOfrepNames(FlagListings listings, FlagStore store, ObjectProvider<FlagLedger> ledger) {
        return new ExposedNames(listings, store, ledger.getIfUnique());
    }

    // Spring Boot shows the text that it cannot bind.
    @Bean
    static BeanFactoryPostProcessor featureFlagOfrepKeyCheck(ConfigurableEnvironment environment) {
        return beanFactory -> OfrepAccess.checkKeys(environment.containsProperty("feature-flags.ofrep.api-keys"));
    }

    @Bean
    OfrepStreams featureFlagOfrepStreams(
            FlagListings listings, OfrepChanges changes, OfrepProperties properties, FeatureFlagsProperties common) {
        return new OfrepStreams(
                listings, changes, properties.stream(), common.redis().pollInterval());
    }

    @Bean
    @Lazy(false)
    OfrepProtocol featureFlagOfrepProtocol(
            OfrepAccess access,
            OfrepProperties properties,
            FeatureFlags flags,
            FlagListings listings,
            OfrepStreams streams) {
        return new OfrepProtocol(access, properties.cors(), flags, listings, streams);
    }

    /** On Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class ServletOfrepConfiguration {

        @Bean
        ServletOfrepMapping featureFlagOfrepMapping(OfrepProtocol protocol, ObjectProvider<LoginSource> logins) {
            return new ServletOfrepMapping(protocol, logins.getIfAvailable(() -> () -> null));
        }
    }

    /** The login of Spring Security on Spring MVC. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class ServletLoginConfiguration {

        @Bean
        LoginSource featureFlagOfrepLogins(EvaluationContextProvider contextProvider) {
            return new ServletLogins(contextProvider);
        }
    }

    /** On WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass({DispatcherHandler.class, Mono.class})
    static class ReactiveOfrepConfiguration {

        @Bean
        ReactiveOfrepMapping featureFlagOfrepMapping(OfrepProtocol protocol, ObjectProvider<ReactiveLogins> logins) {
            return new ReactiveOfrepMapping(protocol, logins.getIfAvailable(() -> Mono::empty));
        }
    }

    /** The login of Spring Security on WebFlux. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass({SecurityContextHolder.class, Mono.class})
    static class ReactiveLoginConfiguration {

        @Bean
        ReactiveLogins featureFlagOfrepLogins(ReactiveContexts contexts) {
            return new SecurityReactiveLogins(contexts);
        }
    }
}
