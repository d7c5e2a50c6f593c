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
 * Tells when the window of a flag's value opens or closes: the answer changes then, and no reading of the store shows it.
 * There is a thread only as long as a window is still to open or close.
 */
final class WindowWatch {

    /** A clock that is set forward, or that stood still with its machine, is noticed within this time. */
    private static final long LONGEST_SLEEP_MILLIS = 1000;

    private final Clock clock;

    private final FlagChangeListener listener;

    /** The windows that are still to change, by the flag's name. */
    private final Map<String, Watched> watched = new HashMap<>();

    private @Nullable ScheduledThreadPoolExecutor timer;

    private boolean running;

    WindowWatch(Clock clock, FlagChangeListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    synchronized void start() {
        running = true;
    }

    /** Watches the window of a flag's present value from now on, and that of no earlier one. */
    synchronized void watch(CachedFlag flag) {
        watched.remove(flag.name());
        LastValue value = flag.lastValue();
        if (!running
                || value == null
                || value.meaning() == null
                || !value.meaning().enabled()) {
            return;
        }
        Window window = value.meaning().window();
        long next = window.isAlways() ? Window.NEVER : window.nextChange(clock.millis());
        if (next != Window.NEVER) {
            watched.put(flag.name(), new Watched(window, next, value.text()));
            if (timer == null) {
                timer = newTimer();
            }
            sleep(timer);
        }
    }

    synchronized void stop() {
        running = false; // What the store tells from now on, though it was stopped, must not wake a thread.
        watched.clear();
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    private void tell() {
        due().forEach(listener::changed);
    }

    private synchronized List<FeatureFlagChangedEvent> due() {
        long now = clock.millis();
        List<FeatureFlagChangedEvent> events = new ArrayList<>();
        Iterator<Map.Entry<String, Watched>> each = watched.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Watched> entry = each.next();
            Watched at = entry.getValue();
            long next = at.next;
            while (next <= now) {
                events.add(new FeatureFlagChangedEvent(entry.getKey(), at.value, at.value, ChangeSource.AUTOMATED));
                next = at.window.nextChange(next);
            }
            if (next == Window.NEVER) {
                each.remove();
            } else {
                entry.setValue(new Watched(at.window, next, at.value));
            }
        }
        if (timer != null) {
            sleep(timer);
        }
        return events;
    }

    /** Until the next change, as far as can be told by now. */
    private void sleep(ScheduledThreadPoolExecutor until) {
        until.getQueue().clear();
        watched.values().stream().mapToLong(Watched::next).min().ifPresent(next -> {
            long wait = Math.min(LONGEST_SLEEP_MILLIS, Math.max(0, next - clock.millis()));
            var unused = until.schedule(this::tell, wait, TimeUnit.MILLISECONDS);
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
     * A window that is still to change.
     *
     * @param window the window
     * @param next when, in milliseconds of the clock
     * @param value the flag's value
     */
    private record Watched(Window window, long next, String value) {}
}
