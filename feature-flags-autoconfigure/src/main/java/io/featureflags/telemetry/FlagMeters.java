package io.featureflags.telemetry;

import io.featureflags.spi.FlagStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Registers the meters of flags at every registry that binds them. The meters read existing counts and states. A new flag,
 * or the first answer of a kind, gets its meter within ten seconds, and no count is lost until then. A thread of its own
 * registers it: a registry runs code of others, which no flag check may wait for.
 */
public final class FlagMeters implements MeterBinder, DisposableBean {

    private static final Log logger = LogFactory.getLog(FlagMeters.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final List<MeterSource> sources;

    private final Duration interval;

    private final List<MeterRegistration> registrations = new CopyOnWriteArrayList<>();

    private final AtomicBoolean failureLogged = new AtomicBoolean();

    private final ScheduledThreadPoolExecutor executor;

    /**
     * Creates the meters; the thread starts with the first registry.
     *
     * @param counts counts of answers by flag
     * @param flags flags, and what they do
     * @param store store whose mode and age of data are measured
     * @param clock clock for ages and kill dates
     */
    public FlagMeters(EvaluationCounts counts, MeteredFlags flags, FlagStore store, Clock clock) {
        this(
                List.of(
                        new EvaluationMeters(counts),
                        new CallMeters(flags.references()),
                        new FlagStateMeters(flags.catalog(), flags.references(), clock),
                        new RolloutMeters(flags.catalog(), flags.rollouts()),
                        new ShadowMeters(flags.shadows()),
                        new SyncMeters(store, clock)),
                INTERVAL);
    }

    FlagMeters(List<MeterSource> sources, Duration interval) {
        this.sources = List.copyOf(sources);
        this.interval = interval;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "feature-flags-meters");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MeterRegistration registration = new MeterRegistration(registry);
        for (MeterSource source : sources) {
            source.register(registration);
        }
        registrations.add(registration);
        if (registrations.size() == 1) {
            var unused = executor.scheduleWithFixedDelay(
                    this::registerNewMeters, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void registerNewMeters() {
        for (MeterRegistration registration : registrations) {
            for (MeterSource source : sources) {
                try {
                    source.register(registration);
                } catch (RuntimeException | LinkageError ex) {
                    if (failureLogged.compareAndSet(false, true)) {
                        logger.warn(
                                "A meter of feature flags cannot be registered, and is missing: check the filters of the registry."
                                        + " The flags themselves are not affected.",
                                ex);
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
