package io.featureflags.openfeature;

import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.text.LogLimit;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Emits the events of the provider, one after the other, on a thread of its own: each ends before the next one begins, since
 * the SDK would reorder them. The mode of the store is read every 250 ms.
 */
@Order(Ordered.HIGHEST_PRECEDENCE) // A listener of the application that blocks does not delay these events.
public final class ProviderEvents
        implements ApplicationListener<PayloadApplicationEvent<FeatureFlagChangedEvent>>, SmartLifecycle {

    private static final Log logger = LogFactory.getLog(ProviderEvents.class);

    /** Starts after the local copy of the flags, and stops before it: the end of an application is no outage. */
    private static final int PHASE = 1001;

    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** Time within which changes are one event. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final EventProvider provider;

    private final FlagStore store;

    private final long intervalMillis;

    private final LogLimit limit = new LogLimit();

    private final Set<String> changed = new LinkedHashSet<>();

    private volatile @Nullable Thread thread;

    /** Used by the thread alone, and kept by the next one. */
    private volatile boolean stale;

    /**
     * Creates the events, which begin with {@link #start}.
     *
     * @param provider provider that emits
     * @param store store of the flags
     */
    public ProviderEvents(EventProvider provider, FlagStore store) {
        this(provider, store, INTERVAL);
    }

    ProviderEvents(EventProvider provider, FlagStore store, Duration interval) {
        this.provider = provider;
        this.store = store;
        this.intervalMillis = store.isRemote() ? interval.toMillis() : 0; // Forever: a store in memory is never away.
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<FeatureFlagChangedEvent> event) {
        changed(event.getPayload().flag());
    }

    /** Emits the change of a flag, together with those of the next 50 ms. */
    void changed(String flag) {
        synchronized (changed) {
            changed.add(flag);
            changed.notifyAll();
        }
    }

    private void emitUntilStopped() {
        try {
            while (isThread()) {
                List<String> names = awaitChanges();
                try {
                    emitMode();
                    if (!names.isEmpty()) {
                        emit(
                                ProviderEvent.PROVIDER_CONFIGURATION_CHANGED,
                                ProviderEventDetails.builder()
                                        .flagsChanged(names)
                                        .build());
                    }
                } catch (RejectedExecutionException ex) {
                    return; // The SDK has shut down the provider.
                } catch (RuntimeException ex) {
                    String warning = limit.limit("", "An event of the OpenFeature provider was not emitted.");
                    if (warning != null) {
                        logger.warn(warning, ex);
                    }
                }
            }
        } catch (InterruptedException ex) {
            // Stopped.
        }
    }

    /** Returns the flags that have changed; empty after the interval. */
    private List<String> awaitChanges() throws InterruptedException {
        synchronized (changed) {
            if (changed.isEmpty()) {
                changed.wait(intervalMillis);
            }
            if (changed.isEmpty()) {
                return List.of();
            }
        }
        Thread.sleep(GATHERING.toMillis());
        synchronized (changed) {
            List<String> names = List.copyOf(changed);
            changed.clear();
            return names;
        }
    }

    private void emitMode() {
        boolean down = store.status().mode() == SyncMode.DOWN;
        if (down == stale) {
            return;
        }
        if (down) {
            emit(
                    ProviderEvent.PROVIDER_STALE,
                    ProviderEventDetails.builder()
                            .message("The store of the flags is unavailable: flags keep their last known values")
                            .build());
        } else {
            emit(ProviderEvent.PROVIDER_READY, ProviderEventDetails.builder().build());
        }
        stale = down;
    }

    private void emit(ProviderEvent event, ProviderEventDetails details) {
        if (isThread()) { // Else the store is about to stop.
            provider.emit(event, details).await();
        }
    }

    private boolean isThread() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public void start() {
        if (thread == null) {
            Thread created = new Thread(this::emitUntilStopped, "feature-flags-openfeature");
            created.setDaemon(true);
            thread = created;
            created.start();
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOP_LIMIT.toMillis());
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
