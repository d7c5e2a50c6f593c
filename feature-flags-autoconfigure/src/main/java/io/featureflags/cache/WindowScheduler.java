package io.featureflags.cache;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.decision.Window;
import io.featureflags.spi.FlagChangeListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes an event when the window of a flag's value opens or closes: the answer changes then without a reading of
 * the store. The thread for that exists only as long as a window has still to open or close.
 */
final class WindowScheduler {

    /** The time within which a clock that was set forward, or that stood still with its machine, is noticed. */
    private static final long LONGEST_SLEEP_MILLIS = 1000;

    private final Clock clock;

    private final FlagChangeListener listener;

    private final KnownFlags known;

    /** The windows that have still to open or close, by the flag's name. */
    private final Map<String, Scheduled> scheduled = new HashMap<>();

    private @Nullable ScheduledThreadPoolExecutor timer;

    private boolean running;

    WindowScheduler(Clock clock, FlagChangeListener listener, KnownFlags known) {
        this.clock = clock;
        this.listener = listener;
        this.known = known;
    }

    synchronized void start() {
        running = true;
    }

    /** Schedules the window of a flag's present value, in place of that of an earlier one. */
    synchronized void schedule(CachedFlag flag) {
        scheduled.remove(flag.name());
        InterpretedValue value = flag.lastValue();
        if (!running
                || value == null
                || value.meaning() == null
                || !value.meaning().enabled()) {
            return;
        }
        Window window = value.meaning().window();
        long next = window.isAlways() ? Window.NEVER : window.nextChange(clock.millis());
        if (next != Window.NEVER) {
            scheduled.put(flag.name(), new Scheduled(window, next, value.text()));
            if (timer == null) {
                timer = newTimer();
            }
            sleep(timer);
        }
    }

    synchronized void stop() {
        running = false; // A store may still send readings after its stop, which must not create a thread.
        scheduled.clear();
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    private void publish() {
        dueEvents().forEach(listener::changed);
    }

    private synchronized List<FeatureFlagChangedEvent> dueEvents() {
        scheduled.keySet().retainAll(known.names()); // A flag may have been dropped since.
        long now = clock.millis();
        List<FeatureFlagChangedEvent> events = new ArrayList<>();
        Iterator<Map.Entry<String, Scheduled>> each = scheduled.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Scheduled> entry = each.next();
            Scheduled at = entry.getValue();
            long next = at.next;
            while (next <= now) {
                events.add(new FeatureFlagChangedEvent(entry.getKey(), at.value, at.value, ChangeSource.AUTOMATED));
                next = at.window.nextChange(next);
            }
            if (next == Window.NEVER) {
                each.remove();
            } else {
                entry.setValue(new Scheduled(at.window, next, at.value));
            }
        }
        if (timer != null) {
            sleep(timer);
        }
        return events;
    }

    /** Sleeps until the next change by the present clock, or for the longest sleep if that ends earlier. */
    private void sleep(ScheduledThreadPoolExecutor sleeper) {
        sleeper.getQueue().clear();
        scheduled.values().stream().mapToLong(Scheduled::next).min().ifPresent(next -> {
            long wait = Math.min(LONGEST_SLEEP_MILLIS, Math.max(0, next - clock.millis()));
            var unused = sleeper.schedule(this::publish, wait, TimeUnit.MILLISECONDS);
        });
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "feature-flags-windows");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(LONGEST_SLEEP_MILLIS, TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /**
     * A window that has still to open or close.
     *
     * @param window the window
     * @param next time of the next change, in milliseconds since 1970
     * @param value the flag's value
     */
    private record Scheduled(Window window, long next, String value) {}
}
