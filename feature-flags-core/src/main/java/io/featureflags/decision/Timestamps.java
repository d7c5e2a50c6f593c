package io.featureflags.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Parses date-times with an offset. Date-times without an offset are rejected, because instances may run in different
 * zones.
 */
final class Timestamps {

    /** Length of {@code 2026-12-01T00:00Z}. */
    private static final int MIN_LENGTH = 17;

    /** Maximum length, well above that of any usual date-time: longer texts are rejected without parsing. */
    private static final int MAX_LENGTH = 64;

    private Timestamps() {}

    /**
     * Converts a value to an instant.
     *
     * @param value text such as {@code 2026-12-01T00:00:00+01:00}, or a date-time of {@code java.time}
     * @return the instant; null if the value is no date-time with an offset
     */
    static @Nullable Instant instantOf(@Nullable Object value) {
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

    /**
     * Returns whether a text has the separators of a date-time in place, after a year of four digits or a signed year.
     */
    private static boolean mayBeDateTime(String text) {
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
        if (!mayBeDateTime(text)) { // Most texts are no date-times, and an exception for each of them would be slow.
            return null;
        }
        try {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException ex) {
            return null;
        }
    }
}
