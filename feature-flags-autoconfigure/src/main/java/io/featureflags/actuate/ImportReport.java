package io.featureflags.actuate;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagImport;
import io.featureflags.FlagStoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Report of an import, or of a dry run of it.
 *
 * @param dryRun whether nothing was to be written
 * @param plan planned changes
 * @param failures failed changes, by the names of the flags
 */
record ImportReport(boolean dryRun, FlagImport plan, Map<String, RuntimeException> failures) {

    private static final int MAX_NAMED = 3;

    /** Returns the status of HTTP: a failure must be visible to clients that do not read the body. */
    int status() {
        if (failures.isEmpty()) {
            return 200;
        }
        return failures.values().stream().anyMatch(FlagStoreException.class::isInstance) ? 503 : 409;
    }

    /** Returns the sentences of the failures, by the names of the flags: all of a few, and the number of the others. */
    String detail() {
        String named = failures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_NAMED)
                .map(failure -> String.valueOf(failure.getValue().getMessage()))
                .collect(Collectors.joining(" "));
        int more = failures.size() - MAX_NAMED;
        return more > 0 ? named + " And " + more + " more flags were not written." : named;
    }

    /** Returns {@code dryRun}, and {@code flags} in the order of their names. */
    Map<String, Object> body() {
        return body(ReaderView.ALL);
    }

    /** Returns the same for a reader. */
    Map<String, Object> body(ReaderView reader) {
        Map<String, Object> flags = new TreeMap<>();
        plan.unchanged().forEach(name -> flags.put(name, view(name, ImportOutcome.UNCHANGED)));
        plan.changes().forEach(change -> flags.put(change.before().name(), view(change, reader)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dryRun", dryRun);
        body.put("flags", List.copyOf(flags.values()));
        return body;
    }

    private Map<String, Object> view(FlagImport.Change change, ReaderView reader) {
        RuntimeException failure = failures.get(change.before().name());
        ImportOutcome outcome = failure == null ? ImportOutcome.of(change) : ImportOutcome.of(failure);
        Map<String, Object> view = view(change.before().name(), outcome);
        putKnown(view, "before", shown(change.before().value(), reader));
        putKnown(view, "after", shown(change.after(), reader));
        if (failure instanceof FlagConflictException conflict) {
            putKnown(view, "present", shown(conflict.present().value(), reader));
        }
        putKnown(view, "problem", failure == null ? null : failure.getMessage());
        return view;
    }

    private static Map<String, Object> view(String name, ImportOutcome outcome) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", name);
        view.put("outcome", outcome.json());
        return view;
    }

    private static @Nullable String shown(@Nullable String value, ReaderView reader) {
        return value == null ? null : reader.value(value);
    }

    private static void putKnown(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value);
        }
    }
}
