package io.featureflags.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a flag may be on, to the millisecond.
 *
 * @param from when it opens; null if it has always been open
 * @param until when it closes; null if it stays open
 */
public record Window(@Nullable Instant from, @Nullable Instant until) {

    /** Open at all times. */
    public static final Window ALWAYS = new Window(null, null);

    /** No moment: later than any. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long MILLIS = 1000;

    /**
     * Whether the window neither opens nor closes.
     *
     * @return whether it is open at all times
     */
    public boolean isAlways() {
        return from == null && until == null;
    }

    /**
     * The next moment after the given one at which the window opens or closes. A flag's answer may change then, although
     * its value does not.
     *
     * @param millis the moment, in milliseconds since 1970
     * @return the next opening or closing, in milliseconds since 1970; {@link #NEVER} if there is none any more
     */
    public long nextChange(long millis) {
        if (isNeverOpen()) {
            return NEVER;
        }
        return opensAt() > millis ? opensAt() : closesAt() > millis ? closesAt() : NEVER;
    }

    /**
     * Whether the window closes before it opens.
     *
     * @return whether it is closed at all times
     */
    public boolean isNeverOpen() {
        return from != null && until != null && !until.isAfter(from);
    }

    /** {@link #from} as the clock's milliseconds reach it. */
    long opensAt() {
        return from == null ? Long.MIN_VALUE : millisAtOrAfter(from);
    }

    /** {@link #until} as the clock's milliseconds reach it. */
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
