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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Publishes changes and other events as Spring events, one after the other, on a thread of its own. A listener that blocks
 * delays later events and nothing else; one that throws is logged. No event is published before the application has started.
 * The thread ends when it is idle.
 */
public final class ChangePublisher
        implements FlagChangeListener, ApplicationListener<ContextRefreshedEvent>, DisposableBean {

    private static final Log logger = LogFactory.getLog(ChangePublisher.class);

    /**
     * Maximum number of waiting changes, and of other waiting events; more are dropped, so that a listener that blocks does not
     * fill the memory.
     */
    private static final int MAX_WAITING = 10_000;

    private static final int KEEP_THREAD_SECONDS = 1;

    private final ApplicationEventPublisher publisher;

    private final ChangeOrigin origin;

    private final ThreadPoolExecutor executor;

    /** Open as soon as all listeners are registered: an earlier event would miss some, and create others too early. */
    private final CountDownLatch started = new CountDownLatch(1);

    private final LogLimit limit = new LogLimit();

    private final WaitingEvents changes =
            new WaitingEvents("feature flag changes", " The flags themselves still change.");

    private final WaitingEvents others = new WaitingEvents("tracked actions", "");

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
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "feature-flags-events");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // After the end only.
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void changed(FeatureFlagChangedEvent event) {
        changes.add(() -> publish(
                () -> publisher.publishEvent(
                        new FeatureFlagChangedEvent(event.flag(), event.before(), event.after(), sourceOf(event))),
                event.flag(),
                "A listener has failed on the change of feature flag '" + event.flag()
                        + "'. Listeners after it may have missed the event; the flag itself has changed."));
    }

    /**
     * Publishes another event on the thread of changes. Returns immediately.
     *
     * @param event the event; dropped if 10,000 of them wait
     */
    public void publish(Object event) {
        String type = event.getClass().getSimpleName();
        others.add(() -> publish(
                () -> publisher.publishEvent(event),
                type,
                "A listener has failed on a " + type + ". Listeners after it may have missed the event."));
    }

    private void publish(Runnable publishing, String subject, String failure) {
        try {
            started.await();
        } catch (InterruptedException ex) {
            return; // The application ends before it has started.
        }
        try {
            publishing.run();
        } catch (RuntimeException | LinkageError ex) {
            String warning = limit.limit(subject, failure);
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

    /** Events of one kind that wait for the thread. One kind that floods the thread does not push out the other. */
    private final class WaitingEvents {

        private final String kind;

        private final String consequence;

        private final AtomicInteger count = new AtomicInteger();

        private final AtomicBoolean dropping = new AtomicBoolean();

        private WaitingEvents(String kind, String consequence) {
            this.kind = kind;
            this.consequence = consequence;
        }

        void add(Runnable publishing) {
            if (count.incrementAndGet() > MAX_WAITING) {
                count.decrementAndGet();
                drop();
            } else {
                executor.execute(() -> {
                    if (count.decrementAndGet() == 0) {
                        dropping.set(false); // The listener that blocked has returned.
                    }
                    publishing.run();
                });
            }
        }

        private void drop() {
            if (!executor.isShutdown() && dropping.compareAndSet(false, true)) {
                logger.warn("A listener of " + kind + " blocks more than " + MAX_WAITING
                        + " events: further events are dropped until it returns." + consequence);
            }
        }
    }
}
