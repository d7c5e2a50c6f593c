package io.featureflags.actuate;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagImport;
import io.featureflags.FlagStoreException;
import java.util.Locale;

/** Outcome of an import for one flag. A dry run reports the outcome that is planned. */
enum ImportOutcome {

    /** The flag has the value already. */
    UNCHANGED,

    /** The flag had no value before. */
    CREATED,

    /** The flag had another value before. */
    CHANGED,

    /** The flag has no value any more. */
    DELETED,

    /** Another change came between the plan and the write: nothing was written. */
    CONFLICT,

    /** Nothing was written: the value is invalid, or the store rejected it or had stopped responding before. */
    REFUSED,

    /** The store did not respond to the write, and may have carried it out. */
    UNANSWERED;

    static ImportOutcome of(FlagImport.Change change) {
        if (change.after() == null) {
            return DELETED;
        }
        return change.before().value() == null ? CREATED : CHANGED;
    }

    static ImportOutcome of(RuntimeException failure) {
        if (failure instanceof FlagConflictException) {
            return CONFLICT;
        }
        return failure instanceof FlagStoreException store && !store.isOutcomeKnown() ? UNANSWERED : REFUSED;
    }

    /** Returns the outcome as it is written in JSON. */
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
