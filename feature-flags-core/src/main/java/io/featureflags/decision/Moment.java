package io.featureflags.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Date-times with an offset. Without one a time says nothing: instances may run in different zones. */
final class Moment {

    /** {@code 2026-12-01T00:00Z}. */
    private static final int MIN_LENGTH = 17;

    /** No date-time that anybody writes is longer; what is longer is not even tried. */
    private static final int MAX_LENGTH = 64;

    private Moment() {}

    /**
     * The instant that a value means.
     *
     * @param value a text such as {@code 2026-12-01T00:00:00+01:00}, or a date-time of {@code java.time}
     * @return the instant; null if the value is no date-time with an offset
     */
    static @Nullable Instant of(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime dateTime) {
            return dateTime.toInstant();
        }
        if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toInstant();
        }
        return value instanceof String text ? parse(text) : null;
    }

    /** Whether a text has the signs of a date-time where they belong: behind a year of four digits, as nearly all have. */
    private static boolean mayBeOne(String text) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            return false;
        }
        char first = text.charAt(0);
        return first == '+' || first == '-' || (text.charAt(4) == '-' && text.charAt(7) == '-' && isDigit(first));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static @Nullable Instant parse(String text) {
        if (!mayBeOne(text)) { // Most texts are none, and to find that out by an exception takes long.
            return null;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException ex) {
            return null;
        }
    }
}
