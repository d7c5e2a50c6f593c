package io.featureflags.telemetry;

import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * The meters of flags, in every registry that binds them. They read what is counted anyway, or what is known. What is
 * new, as a flag or the first answer of its kind, is registered within ten seconds, by a thread of its own: a registry
 * runs code of others, and no check waits for that. No count is lost until then.
 */
public final class FlagMeters implements MeterBinder, DisposableBean {

    private static final Log logger = LogFactory.getLog(FlagMeters.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final List<MeterSource> sources = new ArrayList<>();

    private final Duration interval;

    private final List<BoundRegistry> registries = new CopyOnWriteArrayList<>();

    private final AtomicBoolean failed = new AtomicBoolean();

    private final ScheduledThreadPoolExecutor executor;

    /**
     * Creates the meters; they begin with the first registry.
     *
     * @param counts what flags have answered
     * @param references the toggled methods
     * @param catalog the flags
     * @param store where the values live; null where there is nothing to follow
     * @param clock tells the time
     */
    public FlagMeters(
            EvaluationCounts counts,
            FlagReferences references,
            FlagCatalog catalog,
            @Nullable FlagStore store,
            Clock clock) {
        this(counts, references, catalog, store, clock, INTERVAL);
    }

    FlagMeters(
            EvaluationCounts counts,
            FlagReferences references,
            FlagCatalog catalog,
            @Nullable FlagStore store,
            Clock clock,
            Duration interval) {
        sources.add(new EvaluationMeters(counts));
        sources.add(new CallMeters(references));
        sources.add(new FlagStateMeters(catalog, references, clock));
        if (store != null) {
            sources.add(new SyncMeters(store, clock));
        }
        this.interval = interval;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "feature-flags-meters");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        BoundRegistry bound = new BoundRegistry(registry);
        sources.forEach(source -> source.registerAt(bound));
        registries.add(bound);
        if (registries.size() == 1) {
            var unused = executor.scheduleWithFixedDelay(
                    this::registerWhatIsNew, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void registerWhatIsNew() {
        for (BoundRegistry registry : registries) {
            for (MeterSource source : sources) {
                try {
                    source.registerAt(registry);
                } catch (RuntimeException | LinkageError ex) {
                    if (failed.compareAndSet(false, true)) {
                        logger.warn("A meter of feature flags cannot be registered. The flags answer as always.", ex);
                    }
                }
            }
        }
    }

    /** Ends the thread. */
    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
