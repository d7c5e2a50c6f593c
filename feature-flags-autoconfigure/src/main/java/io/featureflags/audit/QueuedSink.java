package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;
import io.featureflags.text.LogText;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** A sink with a bounded queue and a thread, which ends when there is nothing to take. */
final class QueuedSink {

    private static final Log logger = LogFactory.getLog(QueuedSink.class);

    /** How many entries wait for the sink; more are dropped, so that one that waits for ever does not fill the memory. */
    private static final int MAX_WAITING = 10_000;

    private static final int KEEP_THREAD_SECONDS = 1;

    private static final int STOP_SECONDS = 1;

    private final AuditSink sink;

    private final ThreadPoolExecutor executor;

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
                (task, stuck) -> drop());
        executor.allowCoreThreadTimeOut(true);
    }

    void take(AuditEntry entry) {
        String what = "a change of feature flag '" + entry.flag() + "', which is in the flag's own record.";
        executor.execute(() -> pass(what, () -> sink.take(entry)));
    }

    void takeFailed(FailedWrite write) {
        String what = "a change of feature flag '" + LogText.of(write.flag()) + "', which was not made.";
        executor.execute(() -> pass(what, () -> sink.takeFailed(write)));
    }

    private void pass(String what, Runnable taking) {
        // Only when all is taken: a sink that is too slow would be complained of for each entry.
        long lost = executor.getQueue().isEmpty() ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
            logger.warn(sink.getClass().getSimpleName() + " takes changes of feature flags again. It has missed " + lost
                    + " of them; those that were made are in the flags' own record.");
        }
        try {
            taking.run();
        } catch (RuntimeException | LinkageError ex) {
            logger.warn(sink.getClass().getSimpleName() + " has failed to take " + what, ex);
        }
    }

    private void drop() {
        if (!executor.isShutdown() && dropped.getAndIncrement() == 0) {
            logger.warn(sink.getClass().getSimpleName() + " holds up more than " + MAX_WAITING
                    + " changes of feature flags: further ones are not told to it until it takes them again. Those that"
                    + " were made are in the flags' own record.");
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
