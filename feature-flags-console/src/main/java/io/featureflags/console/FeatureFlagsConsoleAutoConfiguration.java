package io.featureflags.console;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagValueEditor;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.FlagReadOperations;
import io.featureflags.actuate.FlagView;
import io.featureflags.actuate.WebOperations;
import io.featureflags.autoconfigure.FeatureFlagsEndpointAutoConfiguration;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.ShadowRuns;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
        return new ConsoleReport(hasActuator, () -> {
            ConsoleEndpoint found = endpoint.getIfAvailable();
            return found != null && found.path() != null;
        });
    }

    /** Beans of the page. A separate class, because its condition is part of the actuator, which may be absent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = ACTUATOR)
    @ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
    @ConditionalOnBean(WebOperations.class)
    @ConditionalOnWebApplication
    @ImportRuntimeHints(ConsoleHints.class)
    static class AvailableConsoleConfiguration {

        private static final EndpointId ID = EndpointId.of(FeatureFlagsEndpoint.ID);

        @Bean
        ConsoleEndpoint featureFlagConsoleEndpoint(ObjectProvider<PathMappedEndpoints> endpoints) {
            return new ConsoleEndpoint(() -> {
                PathMappedEndpoints found = endpoints.getIfAvailable();
                return found == null ? null : found.getPath(ID);
            });
        }

        @Bean
        ConsoleAccess featureFlagConsoleAccess(
                ConsoleEndpoint endpoint,
                EndpointAccessResolver access,
                ConsoleProperties properties,
                ReaderProperties readers,
                BeanFactory beans,
                ResourceLoader loader) {
            return new ConsoleAccess(
                    logins(endpoint, beans, loader.getClassLoader()),
                    access.accessFor(ID, Access.UNRESTRICTED) == Access.UNRESTRICTED,
                    properties.writers(),
                    readers.showUsers() == ReaderProperties.Readers.READERS);
        }

        private static Logins logins(ConsoleEndpoint endpoint, BeanFactory beans, @Nullable ClassLoader classes) {
            if (!ClassUtils.isPresent("org.springframework.security.core.Authentication", classes)) {
                return Logins.NONE;
            }
            boolean hasPaths = beans.getBeanProvider(ServletPaths.class).getIfAvailable() != null
                    && ClassUtils.isPresent("org.springframework.security.web.FilterChainProxy", classes);
            return hasPaths ? ServletSecurity.logins(endpoint, beans) : SecurityLogins.withoutPaths();
        }

        @Bean
        ConsoleReaderViews featureFlagConsoleReaderViews(
                ConsoleAccess access,
                FlagValueParser parser,
                FlagView views,
                ShadowRuns shadows,
                ObjectProvider<Clock> clock) {
            return new ConsoleReaderViews(
                    access, new ValueTexts(parser), views, shadows, clock.getIfUnique(Clock::systemUTC));
        }

        @Bean
        ChangeViews featureFlagConsoleChangeViews(
                FlagReadOperations reads, ConsoleReaderViews readers, FeatureFlags flags, FlagCatalog catalog) {
            return new ChangeViews(reads, readers, flags, catalog);
        }

        @Bean
        ChangePlans featureFlagConsoleChangePlans(
                ConsoleReaderViews readers, FeatureFlags flags, FlagCatalog catalog, ConsoleProperties properties) {
            boolean needsReason = properties.reason() == ConsoleProperties.Reasons.REQUIRED;
            return new ChangePlans(readers.texts(), flags, catalog, needsReason, readers.clock());
        }

        @Bean
        FlagChanges featureFlagConsoleChanges(
                FeatureFlagAdmin admin,
                FlagCatalog catalog,
                FlagValueEditor editor,
                ChangePlans plans,
                ChangeViews views,
                ConsoleReaderViews readers) {
            return new FlagChanges(admin, catalog, new ValueDrafts(editor, readers.texts(), admin), plans, views);
        }

        @Bean
        ConsoleOperations featureFlagConsoleOperations(
                ConsoleAccess access,
                ConsoleProperties properties,
                WebOperations endpoint,
                FlagChanges changes,
                ConsoleReaderViews readers) {
            ConsoleFiles files = new ConsoleFiles(FeatureFlagsConsoleAutoConfiguration.class.getClassLoader());
            return new ConsoleOperations(access, properties, endpoint, changes, files, readers.clock());
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
