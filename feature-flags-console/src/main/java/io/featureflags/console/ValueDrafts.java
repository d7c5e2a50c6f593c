package io.featureflags.console;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagState;
import io.featureflags.FlagValueEditor;
import io.featureflags.InvalidFlagValueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates the value that a change would write.
 *
 * @param editor editor of values
 * @param texts reader of values
 * @param admin admin that reads histories
 */
record ValueDrafts(FlagValueEditor editor, ValueTexts texts, FeatureFlagAdmin admin) {

    private static final int MAX_HISTORY = 10_000;

    /**
     * Returns the value after a change.
     *
     * @return the value; null to remove it
     * @throws BadChangeException if the change makes no value that is understood, or one that does not state its share
     */
    @Nullable
    String after(FlagState state, ChangeRequest request) {
        if (request.undo() != null) {
            return before(state.name(), request.undo());
        }
        if (request.changes() == null) {
            return null;
        }
        String base = request.replace() ? null : state.value();
        if (base != null && texts.meaning(base) == null) {
            throw BadChangeException.of(
                    "The present value is not understood, so that no field of it can be changed: replace it as a whole.");
        }
        try {
            String value = editor.edit(base, request.changes());
            checkShare(value);
            return value;
        } catch (InvalidFlagValueException ex) {
            throw BadChangeException.of("The change is not understood: " + ex.getMessage() + ".");
        }
    }

    /** Rejects an object whose share is left to a default: taking the last user off a list would release the flag. */
    private void checkShare(String value) {
        Map<String, @Nullable Object> fields = texts.fields(value);
        boolean states =
                fields != null && (Boolean.FALSE.equals(fields.get("enabled")) || fields.get("percentage") != null);
        if (!states) {
            throw BadChangeException.of("The value must state its share: send 'percentage', or 'enabled' as false.");
        }
    }

    private @Nullable String before(String flag, String version) {
        AuditEntry entry = admin.history(flag, MAX_HISTORY).stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .orElseThrow(() -> BadChangeException.of("The history has no entry of the version to undo."));
        if (entry.before() != null && texts.meaning(entry.before()) == null) {
            throw BadChangeException.of("The value before that change is not understood, and cannot be restored here.");
        }
        return entry.before();
    }
}
