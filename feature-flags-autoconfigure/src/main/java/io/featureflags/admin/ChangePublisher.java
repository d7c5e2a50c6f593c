package io.featureflags.admin;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagStoreException;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagChangeListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes changes as Spring events, one after the other, on a thread of its own: a listener that waits holds up the
 * events behind it and nothing else, and one that throws is logged. Nothing is published before the application has
 * started. The thread ends when there is nothing to tell.
 */
public final class ChangePublisher implements FlagChangeListener, SmartLifecycle, DisposableBean {

    private static final Log logger = LogFactory.getLog(ChangePublisher.class);

    /** How many events wait for listeners; more are dropped, so that one that waits for ever does not fill the memory. */
    private static final int MAX_WAITING = 10_000;

    private static final int KEEP_THREAD_SECONDS = 1;

    private final ApplicationEventPublisher publisher;

    private final ChangeOrigin origin;

    private final ThreadPoolExecutor executor;

    /** Listeners are complete then: an event before would be lost to some, and make others too early. */
    private final CountDownLatch started = new CountDownLatch(1);

    private final AtomicBoolean dropping = new AtomicBoolean();

    /**
     * Creates the publisher.
     *
     * @param publisher takes the events
     * @param origin tells who or what has changed a flag
     */
    public ChangePublisher(ApplicationEventPublisher publisher, ChangeOrigin origin) {
        this.publisher = publisher;
        this.origin = origin;
        this.executor = new ThreadPoolExecutor(
                1,
                1,
                KEEP_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "feature-flags-events");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, stuck) -> dropped());
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void changed(FeatureFlagChangedEvent event) {
        executor.execute(() -> publish(event));
    }

    private void publish(FeatureFlagChangedEvent event) {
        try {
            started.await();
        } catch (InterruptedException ex) {
            return; // The application ends before it has started.
        }
        if (executor.getQueue().isEmpty()) {
            dropping.set(false); // Whatever held up the events is over.
        }
        try {
            publisher.publishEvent(
                    new FeatureFlagChangedEvent(event.flag(), event.before(), event.after(), sourceOf(event)));
        } catch (RuntimeException | LinkageError ex) {
            logger.warn(
                    "A listener has failed on the change of feature flag '" + event.flag()
                            + "'. Listeners behind it may have missed the event; the flag itself has changed.",
                    ex);
        }
    }

    private ChangeSource sourceOf(FeatureFlagChangedEvent event) {
        try {
            return origin.of(event);
        } catch (FlagStoreException ex) {
            return event.source(); // The record cannot be asked now.
        }
    }

    private void dropped() {
        if (!executor.isShutdown() && dropping.compareAndSet(false, true)) {
            logger.warn("A listener of feature flag changes holds up more than " + MAX_WAITING
                    + " events: further ones are lost until it returns. The flags themselves change as always.");
        }
    }

    /** Lets the events out that have come about since the first bean was made. */
    @Override
    public void start() {
        started.countDown();
    }

    /** Does nothing: what changes until the flags are stopped is still told. */
    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return started.getCount() == 0;
    }

    /** Ends the thread; what is not published yet is of no meaning to an application that stops. */
    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
