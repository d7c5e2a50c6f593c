package io.featureflags;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Date-times with an offset. Without one a time says nothing: instances may run in different zones. */
final class Moment {

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

    private static @Nullable Instant parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException ex) {
            return null;
        }
    }
}
