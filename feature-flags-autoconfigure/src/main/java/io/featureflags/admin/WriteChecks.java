package io.featureflags.admin;

import io.featureflags.FlagName;
import io.featureflags.InvalidFlagImportException;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.text.LogText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what cannot be meant, before anything is sent. */
final class WriteChecks {

    private final FlagValueParser parser;

    private final long maxValueSize;

    WriteChecks(FlagValueParser parser, long maxValueSize) {
        this.parser = parser;
        this.maxValueSize = maxValueSize;
    }

    /** The value can be stored, and is understood. */
    void check(String value) {
        checkSize(value);
        parser.parse(value);
    }

    /** The value can be stored: none would be read that is larger. */
    void checkSize(String value) {
        int size = value.getBytes(StandardCharsets.UTF_8).length;
        if (size > maxValueSize) {
            throw new InvalidFlagValueException(
                    "it has " + size + " bytes, and feature-flags.redis.max-value-size allows " + maxValueSize);
        }
    }

    /** All names and values are good, or else all that are not are named. */
    void checkAll(Map<String, @Nullable String> values) {
        List<String> problems = new ArrayList<>();
        values.forEach((name, value) -> {
            try {
                checked(name);
                if (value != null) {
                    check(value);
                }
            } catch (IllegalArgumentException | InvalidFlagValueException ex) {
                problems.add(LogText.of(String.valueOf(name)) + ": " + ex.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidFlagImportException(problems);
        }
    }

    static String checked(String flag) {
        if (!FlagName.isValid(flag)) {
            throw new IllegalArgumentException(
                    "Flag name '" + LogText.of(String.valueOf(flag)) + "' does not match " + FlagName.GRAMMAR);
        }
        return flag;
    }

    static int checked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A history has at least one entry, and " + limit + " were asked for");
        }
        return limit;
    }
}
