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

/** Checks of a change before it is sent to the store. */
final class WriteChecks {

    private final FlagValueParser parser;

    private final long maxValueSize;

    WriteChecks(FlagValueParser parser, long maxValueSize) {
        this.parser = parser;
        this.maxValueSize = maxValueSize;
    }

    /** Checks the size of a value, and parses it. */
    void checkValue(String value) {
        checkSize(value);
        parser.parse(value);
    }

    /** Checks the size of a value: instances would not read a larger one. */
    void checkSize(String value) {
        int size = value.getBytes(StandardCharsets.UTF_8).length;
        if (size > maxValueSize) {
            throw new InvalidFlagValueException(
                    "it has " + size + " bytes, and feature-flags.redis.max-value-size allows " + maxValueSize);
        }
    }

    /** Checks all names and values, and names all problems in one exception. */
    void checkAll(Map<String, @Nullable String> values) {
        List<String> problems = new ArrayList<>();
        values.forEach((name, value) -> {
            try {
                checkedName(name);
                if (value != null) {
                    checkValue(value);
                }
            } catch (IllegalArgumentException | InvalidFlagValueException ex) {
                problems.add(LogText.of(String.valueOf(name)) + ": " + ex.getMessage());
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidFlagImportException(problems);
        }
    }

    static String checkedName(String flag) {
        if (!FlagName.isValid(flag)) {
            throw new IllegalArgumentException(
                    "Flag name '" + LogText.of(String.valueOf(flag)) + "' does not match " + FlagName.GRAMMAR);
        }
        return flag;
    }

    static int checkedLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit of a history must be at least 1, and is " + limit);
        }
        return limit;
    }
}
