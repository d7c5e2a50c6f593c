package io.featureflags.toggle;

import io.featureflags.text.LogText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns that the legacy code of a method ran after an exception. The first exception of each type has its stack, at once.
 * Any further warning is one line, at most once a minute.
 */
final class RescueLog {

    private static final Log logger = LogFactory.getLog(RescueLog.class);

    private static final long WARNING_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** More types than code throws, unless it creates them at run time. */
    private static final int MAX_TYPES = 100;

    private final LongSupplier nanoTime;

    private final LongAdder count = new LongAdder();

    private final Set<Class<?>> typesWithStack = ConcurrentHashMap.newKeySet();

    /** Time from which a further warning is due. */
    private final AtomicLong nextWarning;

    /**
     * Creates a log without warnings.
     *
     * @param nanoTime current time in nanoseconds
     */
    RescueLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.nextWarning = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Counts a failure, and warns if a warning is due.
     *
     * @param spec the method
     * @param failure its exception
     */
    void rescued(ToggleSpec spec, Throwable failure) {
        count.increment();
        long now = nanoTime.getAsLong();
        if (typesWithStack.size() < MAX_TYPES && typesWithStack.add(failure.getClass())) {
            nextWarning.set(now + WARNING_INTERVAL_NANOS);
            logger.warn(text(spec, failure), failure);
            return;
        }
        long due = nextWarning.get();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + WARNING_INTERVAL_NANOS)) {
            logger.warn(text(spec, failure));
        }
    }

    private String text(ToggleSpec spec, Throwable failure) {
        long times = count.sum();
        return "Feature flag '" + spec.flag() + "': " + Signatures.of(spec.type(), spec.method()) + " failed with "
                + failure.getClass().getName() + ": " + LogText.of(String.valueOf(failure.getMessage()))
                + ". The legacy code ran instead (" + times + (times == 1 ? " time" : " times")
                + " since start). This warning appears at most once a minute.";
    }
}
