package io.featureflags.admin;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagStoreException;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagChangeListener;
import io.featureflags.text.LogLimit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes changes as Spring events, one after the other, on a thread of its own. A listener that blocks delays later
 * events and nothing else; one that throws is logged. No event is published before the application has started. The thread
 * ends when it is idle.
 */
public final class ChangePublisher
        implements FlagChangeListener, ApplicationListener<ContextRefreshedEvent>, DisposableBean {

    private static final Log logger = LogFactory.getLog(ChangePublisher.class);

    /** Maximum number of waiting events; more are dropped, so that a listener that blocks does not fill the memory. */
    private static final int MAX_WAITING = 10_000;

    private static final int KEEP_THREAD_SECONDS = 1;

    private final ApplicationEventPublisher publisher;

    private final ChangeOrigin origin;

    private final ThreadPoolExecutor executor;

    /** Open as soon as all listeners are registered: an earlier event would miss some, and create others too early. */
    private final CountDownLatch started = new CountDownLatch(1);

    private final LogLimit limit = new LogLimit(System::nanoTime);

    private final AtomicBoolean dropping = new AtomicBoolean();

    /**
     * Creates the publisher.
     *
     * @param publisher publisher of the events
     * @param origin origin of changes, for the source of the events
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
                (task, full) -> drop());
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
            dropping.set(false); // The listener that blocked has returned.
        }
        try {
            publisher.publishEvent(
                    new FeatureFlagChangedEvent(event.flag(), event.before(), event.after(), sourceOf(event)));
        } catch (RuntimeException | LinkageError ex) {
            String warning = limit.limit(
                    event.flag(),
                    "A listener has failed on the change of feature flag '" + event.flag()
                            + "'. Listeners after it may have missed the event; the flag itself has changed.");
            if (warning != null) {
                logger.warn(warning, ex);
            }
        }
    }

    private ChangeSource sourceOf(FeatureFlagChangedEvent event) {
        try {
            return origin.of(event);
        } catch (FlagStoreException ex) {
            return event.source(); // The history cannot be read now.
        }
    }

    private void drop() {
        if (!executor.isShutdown() && dropping.compareAndSet(false, true)) {
            logger.warn("A listener of feature flag changes blocks more than " + MAX_WAITING
                    + " events: further events are dropped until it returns. The flags themselves still change.");
        }
    }

    /** Starts with its own context. As a lifecycle bean, it would stop first, and the flags that depend on it as well. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext().equals(publisher)) {
            start();
        }
    }

    /** Publishes the events since the first bean was created. */
    void start() {
        started.countDown();
    }

    /** Ends the thread and drops waiting events, which mean nothing to an application that stops. */
    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
