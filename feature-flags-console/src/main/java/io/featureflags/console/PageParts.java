package io.featureflags.console;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagValueEditor;
import io.featureflags.actuate.EndpointOperations;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.LazyOperations;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.ShadowRuns;
import java.time.Clock;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** The objects of the page. */
final class PageParts {

    private static final EndpointId ID = EndpointId.of(FeatureFlagsEndpoint.ID);

    final ConsoleReaderViews readers;

    final ConsoleOperations operations;

    /**
     * Creates the objects.
     *
     * @param console the endpoint that the page is below
     * @param beans context with the objects that the page needs
     */
    PageParts(ConsoleEndpoint console, ApplicationContext beans) {
        EndpointOperations endpoint = beans.getBean(LazyOperations.class).get();
        FeatureFlags flags = beans.getBean(FeatureFlags.class);
        FlagCatalog catalog = beans.getBean(FlagCatalog.class);
        FeatureFlagAdmin admin = beans.getBean(FeatureFlagAdmin.class);
        ConsoleProperties properties = beans.getBean(ConsoleProperties.class);
        ConsoleAccess access = access(console, properties, beans);
        this.readers = new ConsoleReaderViews(
                access,
                new ValueTexts(beans.getBean(FlagValueParser.class)),
                endpoint.views(),
                beans.getBean(ShadowRuns.class),
                beans.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC));
        ChangeViews views = new ChangeViews(endpoint.reads(), readers, flags, catalog);
        boolean needsReason = properties.reason() == ConsoleProperties.Reasons.REQUIRED;
        ChangePlans plans = new ChangePlans(readers.texts(), flags, catalog, needsReason, readers.clock());
        ValueDrafts drafts = new ValueDrafts(beans.getBean(FlagValueEditor.class), readers.texts(), admin);
        this.operations = new ConsoleOperations(
                access,
                properties,
                endpoint.web(),
                new FlagChanges(admin, catalog, drafts, plans, views),
                SingletonSupplier.of(() -> new ConsoleFiles(ConsolePage.class.getClassLoader())),
                readers.clock());
    }

    private static ConsoleAccess access(
            ConsoleEndpoint endpoint, ConsoleProperties properties, ApplicationContext beans) {
        Access permitted = beans.getBean(EndpointAccessResolver.class).accessFor(ID, Access.UNRESTRICTED);
        boolean everyReader = beans.getBean(ReaderProperties.class).showUsers() == ReaderProperties.Readers.READERS;
        return new ConsoleAccess(
                logins(endpoint, beans), permitted == Access.UNRESTRICTED, properties.writers(), everyReader);
    }

    private static Logins logins(ConsoleEndpoint endpoint, ApplicationContext beans) {
        ClassLoader classes = beans.getClassLoader();
        if (!ClassUtils.isPresent("org.springframework.security.core.Authentication", classes)) {
            return Logins.NONE;
        }
        boolean hasPaths = beans.getBeanProvider(FeatureFlagsConsoleAutoConfiguration.ServletPaths.class)
                                .getIfAvailable()
                        != null
                && ClassUtils.isPresent("org.springframework.security.web.FilterChainProxy", classes);
        return hasPaths ? ServletSecurity.logins(endpoint, beans) : SecurityLogins.withoutPaths();
    }
}
