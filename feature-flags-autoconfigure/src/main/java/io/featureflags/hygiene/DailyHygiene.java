package io.featureflags.hygiene;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Logs the {@link HygieneReport} when the application has started, and then within the first ten minutes of each day of
 * UTC, on a thread of its own. It notices a changed clock and a suspended machine.
 */
public final class DailyHygiene implements SmartLifecycle {

    private static final Log logger = LogFactory.getLog(DailyHygiene.class);

    private static final Duration CLOCK_INTERVAL = Duration.ofMinutes(10);

    private final HygieneReport report;

    private final Clock clock;

    private final Duration interval;

    private @Nullable ScheduledThreadPoolExecutor executor;

    /** The day of the last report; null before the first one. */
    private @Nullable LocalDate written;

    /**
     * Creates the schedule; {@link #start()} starts its thread.
     *
     * @param report the report
     * @param clock the clock, for the day
     */
    public DailyHygiene(HygieneReport report, Clock clock) {
        this(report, clock, CLOCK_INTERVAL);
    }

    DailyHygiene(HygieneReport report, Clock clock, Duration interval) {
        this.report = report;
        this.clock = clock;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (executor == null) {
            ScheduledThreadPoolExecutor created = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "feature-flags-hygiene");
                thread.setDaemon(true);
                return thread;
            });
            created.execute(() -> runAndCatch(report::writeUndated));
            var unused = created.scheduleWithFixedDelay(
                    () -> runAndCatch(this::writeOnceADay), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
            executor = created;
        }
    }

    private void writeOnceADay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (isNew(today)) {
            report.write(clock.instant());
        }
    }

    private synchronized boolean isNew(LocalDate today) {
        boolean isNew = !today.equals(written);
        written = today;
        return isNew;
    }

    /** Catches and logs exceptions: an exception would end the schedule silently. */
    private static void runAndCatch(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError ex) {
            logger.warn("The daily report on old feature flags failed. The next one is due tomorrow.", ex);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
