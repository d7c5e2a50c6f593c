package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;
import io.featureflags.text.LogLimit;
import io.featureflags.text.LogText;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** A sink with a bounded queue and a thread, which ends when the queue is empty. */
final class QueuedSink {

    private static final Log logger = LogFactory.getLog(QueuedSink.class);

    /** Maximum number of waiting entries; more are dropped, so that a sink that blocks does not fill the memory. */
    private static final int MAX_WAITING = 10_000;

    private static final int KEEP_THREAD_SECONDS = 1;

    private static final int STOP_SECONDS = 1;

    private final AuditSink sink;

    private final ThreadPoolExecutor executor;

    private final LogLimit limit = new LogLimit();

    private final AtomicLong dropped = new AtomicLong();

    QueuedSink(AuditSink sink) {
        this.sink = sink;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                KEEP_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "feature-flags-audit");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, full) -> drop());
        executor.allowCoreThreadTimeOut(true);
    }

    void take(AuditEntry entry) {
        String change = "a change of feature flag '" + entry.flag() + "', which is in the flag's own history.";
        executor.execute(() -> pass(change, () -> sink.take(entry)));
    }

    void takeFailed(FailedWrite write) {
        String change = "a change of feature flag '" + LogText.of(write.flag()) + "', which was not made.";
        executor.execute(() -> pass(change, () -> sink.takeFailed(write)));
    }

    private void pass(String change, Runnable delivery) {
        // Only when the queue is empty: otherwise a slow sink would cause a warning for each entry.
        long missed = executor.getQueue().isEmpty() ? dropped.getAndSet(0) : 0;
        if (missed > 0) {
            logger.warn(sink.getClass().getSimpleName() + " takes changes of feature flags again. It has missed "
                    + missed + " of them; changes that were made are in the flags' own histories.");
        }
        try {
            delivery.run();
        } catch (RuntimeException | LinkageError ex) {
            String warning = limit.limit(change, sink.getClass().getSimpleName() + " has failed to take " + change);
            if (warning != null) {
                logger.warn(warning, ex);
            }
        }
    }

    private void drop() {
        if (!executor.isShutdown() && dropped.getAndIncrement() == 0) {
            logger.warn(sink.getClass().getSimpleName() + " blocks more than " + MAX_WAITING
                    + " changes of feature flags: further ones are dropped until it takes them again. Changes that were"
                    + " made are in the flags' own histories.");
        }
    }

    void stop() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException ex) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
