package io.featureflags.spi;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a flag that somebody asked for and that was not made. It is not in the flag's record, which has the changes
 * of its state.
 *
 * @param at when, by the clock of this instance
 * @param flag the name that was asked for, which may be none that a flag can have; {@code -} for an import as a whole
 * @param value the value that was asked for; null for none, and where the request was not understood
 * @param write who asked, why, and on what condition
 * @param problem why it was not made
 * @param message what is told to whoever asked
 */
public record FailedWrite(
        Instant at, String flag, @Nullable String value, FlagWrite write, Problem problem, String message) {

    /** Why a change was not made. */
    public enum Problem {

        /** The flag did not have the version that was expected. */
        CONFLICT,

        /** What was asked for cannot be meant. */
        INVALID,

        /** Nobody is logged in, who could be recorded. */
        NOT_LOGGED_IN,

        /** The store is away, or has refused. */
        STORE,

        /** The answer of the store got lost: the change may have been made all the same, and then is in the record. */
        UNANSWERED
    }

    /**
     * A failed write.
     *
     * @param at when
     * @param flag the name that was asked for
     * @param value the value that was asked for; null for none
     * @param write who asked
     * @param failure what the caller got
     * @return a new record
     */
    public static FailedWrite of(
            Instant at, String flag, @Nullable String value, FlagWrite write, RuntimeException failure) {
        return new FailedWrite(at, flag, value, write, problem(failure), String.valueOf(failure.getMessage()));
    }

    private static Problem problem(RuntimeException failure) {
        if (failure instanceof FlagConflictException) {
            return Problem.CONFLICT;
        }
        if (failure instanceof FlagStoreException store) {
            return store.isOutcomeKnown() ? Problem.STORE : Problem.UNANSWERED;
        }
        return Problem.INVALID;
    }
}
