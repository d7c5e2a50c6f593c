package io.featureflags.spi;

/**
 * How often the two paths of toggled methods have been run since the application started, and how that ended. What
 * returns a {@code CompletionStage}, {@code Mono} or {@code Flux} counts when that ends; one that is cancelled counts
 * as no error.
 *
 * @param newCalls calls that the new code served, with those that failed
 * @param legacyCalls calls that the legacy code served, with those that failed; also those that were skipped or refused
 *     because there is none
 * @param newErrors calls that the new code failed, also where the legacy code made up for it, which then counts as well
 * @param legacyErrors calls that the legacy code failed
 */
public record CallCounts(long newCalls, long legacyCalls, long newErrors, long legacyErrors) {

    /** No calls. */
    public static final CallCounts NONE = new CallCounts(0, 0, 0, 0);

    /**
     * The sum of both.
     *
     * @param other the other counts
     * @return a new record
     */
    public CallCounts plus(CallCounts other) {
        return new CallCounts(
                newCalls + other.newCalls,
                legacyCalls + other.legacyCalls,
                newErrors + other.newErrors,
                legacyErrors + other.legacyErrors);
    }
}
