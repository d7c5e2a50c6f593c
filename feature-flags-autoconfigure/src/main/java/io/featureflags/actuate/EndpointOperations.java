package io.featureflags.actuate;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagValueEditor;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.RolloutReports;
import io.featureflags.spi.ShadowRuns;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;

/** Creates the operations of the endpoint, and holds them. */
public final class EndpointOperations {

    final FlagReadOperations reads;

    final FlagShadowOperations shadows;

    final FlagWriteOperations writes;

    final FlagBulkOperations bulk;

    final WebOperations web;

    private final FlagView views;

    /**
     * Creates the operations.
     *
     * @param beans beans that the operations need
     * @param actors resolver of users who may change flags
     */
    public EndpointOperations(BeanFactory beans, ActorResolver actors) {
        FlagCatalog catalog = beans.getBean(FlagCatalog.class);
        FlagReferences references = beans.getBean(FlagReferences.class);
        FeatureFlags flags = beans.getBean(FeatureFlags.class);
        FeatureFlagAdmin admin = beans.getBean(FeatureFlagAdmin.class);
        Clock clock = beans.getBeanProvider(Clock.class).getIfUnique(Clock::systemUTC);
        FlagValueParser parser = beans.getBean(FlagValueParser.class);
        this.views = new FlagView(catalog, references, flags, parser, beans.getBean(FlagStore.class), clock);
        RolloutViews rollouts = new RolloutViews(beans.getBean(RolloutReports.class));
        this.reads = new FlagReadOperations(catalog, flags, references, admin, views, rollouts);
        this.shadows = new FlagShadowOperations(reads, beans.getBean(ShadowRuns.class));
        FailedRequestReporter failedRequests = new FailedRequestReporter(beans.getBean(AuditListener.class), clock);
        this.writes = new FlagWriteOperations(reads, admin, failedRequests);
        this.bulk = new FlagBulkOperations(admin, beans.getBean(FlagDocuments.class), failedRequests);
        ReaderViews readers = beans.getBeanProvider(ReaderViews.class).getIfAvailable(() -> reader -> ReaderView.ALL);
        FlagValueEditor editor = beans.getBean(FlagValueEditor.class);
        this.web = new WebOperations(reads, shadows, writes, bulk, editor, new EndpointUsers(actors, readers));
    }

    /**
     * Returns the operations over HTTP.
     *
     * @return operations with a status of HTTP
     */
    public WebOperations web() {
        return web;
    }

    /**
     * Returns the operations that read flags.
     *
     * @return operations that read flags
     */
    public FlagReadOperations reads() {
        return reads;
    }

    /**
     * Returns the views of flags.
     *
     * @return views of flags
     */
    public FlagView views() {
        return views;
    }
}
