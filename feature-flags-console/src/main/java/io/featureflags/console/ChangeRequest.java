package io.featureflags.console;

import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.LogText;
import io.featureflags.value.JsonObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requested change of a flag. It is checked as a whole, so that one response names all its problems.
 *
 * @param changes new values of fields; null to remove the value, or for an undo
 * @param undo version of the entry whose {@code before} becomes the value; null for none
 * @param replace whether the present value is not used
 * @param expectedVersion version that the flag must have
 * @param reason reason for the history; null for none
 * @param options further parts of the request
 */
record ChangeRequest(
        @Nullable Map<String, @Nullable Object> changes,
        @Nullable String undo,
        boolean replace,
        String expectedVersion,
        @Nullable String reason,
        Options options) {

    private static final int MAX_SAMPLE = 10_000;

    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9_-]{8,100}");

    private static final List<String> FIELDS = List.of(
            "changes",
            "create",
            "dryRun",
            "everybody",
            "expectedVersion",
            "reason",
            "replace",
            "request",
            "sample",
            "undo");

    /**
     * Parts of a request that do not change the value.
     *
     * @param dryRun whether nothing is written
     * @param everybody whether the flag may open to all users
     * @param create whether the flag may be unknown
     * @param sample users for whom the change is previewed; null for none
     * @param request id of the request; null for none
     */
    record Options(
            boolean dryRun,
            boolean everybody,
            boolean create,
            @Nullable List<String> sample,
            @Nullable String request) {}

    /**
     * Reads the body of a request.
     *
     * @throws BadChangeException if the request has problems
     */
    static ChangeRequest read(String body) {
        Map<String, @Nullable Object> fields;
        try {
            fields = JsonObjects.read(body);
        } catch (InvalidFlagValueException ex) {
            throw BadChangeException.of("The body must be a JSON object: " + ex.getMessage() + ".");
        }
        List<String> problems = new ArrayList<>();
        for (String field : new TreeSet<>(fields.keySet())) {
            if (!FIELDS.contains(field)) {
                problems.add(
                        "Unknown field '" + LogText.of(field) + "': the fields are " + String.join(", ", FIELDS) + ".");
            }
        }
        if (fields.containsKey("changes") == fields.containsKey("undo")) {
            problems.add("Exactly one of 'changes' and 'undo' is needed.");
        }
        Map<String, @Nullable Object> changes = changes(fields, problems);
        String undo = text("undo", fields, problems);
        if (fields.containsKey("undo") && undo == null) {
            problems.add("'undo' must be the version of an entry.");
        }
        String version = text("expectedVersion", fields, problems);
        if (version == null) {
            problems.add("'expectedVersion' is missing: send the version that the flag had when it was read.");
        }
        String reason = reason(fields, problems);
        boolean replace = truth("replace", fields, problems);
        Options options = new Options(
                truth("dryRun", fields, problems),
                truth("everybody", fields, problems),
                truth("create", fields, problems),
                sample(fields, problems),
                request(fields, problems));
        if (version == null || !problems.isEmpty()) {
            throw new BadChangeException(problems);
        }
        return new ChangeRequest(changes, undo, replace, version, reason, options);
    }

    private static @Nullable Map<String, @Nullable Object> changes(
            Map<String, @Nullable Object> fields, List<String> problems) {
        Object changes = fields.get("changes");
        if (changes == null) {
            return null;
        }
        if (changes instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            object.forEach((name, value) -> copy.put((String) name, value));
            return copy;
        }
        problems.add("'changes' must be an object with fields of the value, or null.");
        return null;
    }

    private static @Nullable String reason(Map<String, @Nullable Object> fields, List<String> problems) {
        String reason = text("reason", fields, problems);
        if (reason != null && reason.length() > FlagWrite.MAX_TEXT) {
            problems.add("'reason' has at most " + FlagWrite.MAX_TEXT + " characters.");
        }
        return reason == null || reason.isBlank() ? null : reason.strip();
    }

    private static @Nullable String request(Map<String, @Nullable Object> fields, List<String> problems) {
        String request = text("request", fields, problems);
        if (request != null && !REQUEST.matcher(request).matches()) {
            problems.add("'request' must match " + REQUEST + ".");
        }
        return request;
    }

    private static @Nullable List<String> sample(Map<String, @Nullable Object> fields, List<String> problems) {
        Object sample = fields.get("sample");
        if (sample == null) {
            return null;
        }
        if (sample instanceof List<?> ids
                && ids.size() <= MAX_SAMPLE
                && ids.stream().allMatch(id -> id instanceof String text && !text.isBlank())) {
            return ids.stream().map(String.class::cast).toList();
        }
        problems.add("'sample' must be a list of at most " + MAX_SAMPLE + " ids.");
        return null;
    }

    private static boolean truth(String name, Map<String, @Nullable Object> fields, List<String> problems) {
        Object value = fields.get(name);
        if (value != null && !(value instanceof Boolean)) {
            problems.add("'" + name + "' must be true or false.");
        }
        return Boolean.TRUE.equals(value);
    }

    private static @Nullable String text(String name, Map<String, @Nullable Object> fields, List<String> problems) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        problems.add("'" + name + "' must be a text.");
        return null;
    }
}
