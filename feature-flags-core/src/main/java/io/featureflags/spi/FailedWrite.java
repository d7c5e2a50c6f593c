package io.featureflags.spi;

import io.featureflags.FlagConflictException;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A requested change of a flag that was not made. It is not part of the flag's record, which only contains changes of
 * its state.
 *
 * @param at time of the failure, by the clock of this instance
 * @param flag requested name, which may be an invalid one; {@code -} for an import as a whole
 * @param value requested value; null for none, and for a request that could not be parsed
 * @param write actor, reason and precondition
 * @param problem cause of the failure
 * @param message message that the caller received
 */
public record FailedWrite(
        Instant at, String flag, @Nullable String value, FlagWrite write, Problem problem, String message) {

    /** Cause of a failed write. */
    public enum Problem {

        /** The flag did not have the expected version. */
        CONFLICT,

        /** The request is invalid. */
        INVALID,

        /** No user is logged in who could be recorded as the actor. */
        NOT_LOGGED_IN,

        /** The store is unavailable or rejected the write. */
        STORE,

        /** The response of the store was lost: the change may have been made, and is then in the record. */
        UNANSWERED
    }

    /**
     * Creates a failed write.
     *
     * @param at time of the failure
     * @param flag requested name
     * @param value requested value; null for none
     * @param write actor, reason and precondition
     * @param failure exception that the caller received
     * @return the failed write
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
