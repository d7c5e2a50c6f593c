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
 * Writes the {@link HygieneReport} when the application has started and then each day of UTC, within ten minutes of its
 * beginning, on a thread of its own. A clock that is set, or that stood still with its machine, is followed.
 */
public final class DailyHygiene implements SmartLifecycle {

    private static final Log logger = LogFactory.getLog(DailyHygiene.class);

    private static final Duration LOOK_AT_CLOCK = Duration.ofMinutes(10);

    private final HygieneReport report;

    private final Clock clock;

    private final Duration interval;

    private @Nullable ScheduledThreadPoolExecutor executor;

    /** The day whose report is written; null before the first. */
    private @Nullable LocalDate written;

    /**
     * Creates the reminder.
     *
     * @param report what is written
     * @param clock tells the day
     */
    public DailyHygiene(HygieneReport report, Clock clock) {
        this(report, clock, LOOK_AT_CLOCK);
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
            created.execute(() -> harmless(report::writeUndated));
            var unused = created.scheduleWithFixedDelay(
                    () -> harmless(this::writeOnceADay), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
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

    /** What is thrown would end the schedule without a word. */
    private static void harmless(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError ex) {
            logger.warn("The daily report on old feature flags has failed", ex);
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
