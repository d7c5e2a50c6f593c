package io.featureflags.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits messages that other programs can cause: one a minute for each subject, and ten a minute in all. The next message
 * has the number of those that were left out.
 */
public final class LogLimit {

    private static final int MAX_MESSAGES = 10;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;

    /** The subjects of the last minute, with the time of their message. */
    private final Map<String, Long> logged = new LinkedHashMap<>();

    private long omitted;

    /** Creates the limit on the ticker of the JVM. */
    public LogLimit() {
        this(System::nanoTime);
    }

    /**
     * Creates the limit.
     *
     * @param nanoTime the ticker, in nanoseconds
     */
    public LogLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Returns the message to log.
     *
     * @param subject the subject, such as the name of a flag
     * @param message the message
     * @return the message, with the number of omitted ones; null if this one is to be omitted
     */
    public synchronized @Nullable String limit(String subject, String message) {
        long now = nanoTime.getAsLong();
        logged.values().removeIf(at -> now - at >= MINUTE);
        if (logged.size() >= MAX_MESSAGES || logged.containsKey(subject)) {
            omitted++;
            return null;
        }
        logged.put(subject, now);
        String limited = omitted == 0 ? message : message + " (and " + omitted + " more such messages before)";
        omitted = 0;
        return limited;
    }
}
