package io.featureflags.console;

import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.LazyOperations;
import io.featureflags.autoconfigure.FeatureFlagsEndpointAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** Auto-configuration of the console, which is below the endpoint {@code featureflags}, where that is exposed. */
@AutoConfiguration(
        after = FeatureFlagsEndpointAutoConfiguration.class,
        beforeName = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration")
@EnableConfigurationProperties({ConsoleProperties.class, ReaderProperties.class})
public final class FeatureFlagsConsoleAutoConfiguration {

    private static final String ACTUATOR =
            "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint";

    /** Reports at the end of the start: the path of the endpoint is known late. */
    @Bean
    ConsoleReport featureFlagConsoleReport(ObjectProvider<ConsoleEndpoint> endpoint, ResourceLoader loader) {
        boolean hasActuator = ClassUtils.isPresent(ACTUATOR, loader.getClassLoader());
        return new ConsoleReport(hasActuator, endpoint);
    }

    /** Beans of the page. A separate class, because its condition is part of the actuator, which may be absent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = ACTUATOR)
    @ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
    @ConditionalOnBean(LazyOperations.class)
    @ConditionalOnWebApplication
    @ImportRuntimeHints(ConsoleHints.class)
    static class AvailableConsoleConfiguration {

        @Bean
        ConsoleEndpoint featureFlagConsoleEndpoint(ObjectProvider<PathMappedEndpoints> endpoints) {
            return new ConsoleEndpoint(endpoints);
        }

        @Bean
        ConsolePage featureFlagConsolePage(ConsoleEndpoint endpoint, ApplicationContext context) {
            return new ConsolePage(endpoint, context);
        }
    }

    /** Marks an application on Spring MVC, whose rules for paths can be evaluated ahead of a request. */
    record ServletPaths() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class ServletPathsConfiguration {

        @Bean
        ServletPaths featureFlagConsoleServletPaths() {
            return new ServletPaths();
        }
    }
}
