package io.featureflags.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time window in which a flag may be on, with a resolution of milliseconds.
 *
 * @param from start of the window, inclusive; null if it is unbounded
 * @param until end of the window, exclusive; null if it is unbounded
 */
public record Window(@Nullable Instant from, @Nullable Instant until) {

    /** Window that is always open. */
    public static final Window ALWAYS = new Window(null, null);

    /** Later than any other time. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MILLIS = 1000;

    /**
     * Returns whether the window is unbounded.
     *
     * @return whether it is always open
     */
    public boolean isAlways() {
        return from == null && until == null;
    }

    /**
     * Returns the next time at which the window opens or closes. The answer of a flag may change then although its
     * value does not.
     *
     * @param millis present time, in milliseconds since the epoch (1970-01-01T00:00:00Z)
     * @return time of the next change, in milliseconds since the epoch; {@link #NEVER} if there is none
     */
    public long nextChange(long millis) {
        if (isNeverOpen()) {
            return NEVER;
        }
        return opensAt() > millis ? opensAt() : closesAt() > millis ? closesAt() : NEVER;
    }

    /**
     * Returns whether the window ends before it starts, or at the same time.
     *
     * @return whether it is never open
     */
    public boolean isNeverOpen() {
        return from != null && until != null && !until.isAfter(from);
    }

    /** Returns the first millisecond of the clock at or after {@link #from}. */
    long opensAt() {
        return from == null ? Long.MIN_VALUE : millisAtOrAfter(from);
    }

    /** Returns the first millisecond of the clock at or after {@link #until}. */
    long closesAt() {
        return until == null ? NEVER : millisAtOrAfter(until);
    }

    private static long millisAtOrAfter(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) > Long.MAX_VALUE / MILLIS - 1) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : NEVER;
        }
        long millis = instant.toEpochMilli();
        return instant.isAfter(Instant.ofEpochMilli(millis)) ? millis + 1 : millis;
    }
}
