package io.featureflags.spi;

/**
 * Number of calls to toggled methods and their failures, since the application started. A call that returns a
 * {@code CompletionStage}, {@code Mono} or {@code Flux} is counted when that completes; if it is cancelled, it is not a
 * failure.
 *
 * @param newCalls calls of the new code, including failed ones
 * @param legacyCalls calls of the legacy code, including failed ones, and calls that were skipped or rejected because
 *     there is no legacy code
 * @param newErrors failed calls of the new code. If the failure triggered the legacy code, that call is counted as well
 * @param legacyErrors failed calls of the legacy code
 */
public record CallCounts(long newCalls, long legacyCalls, long newErrors, long legacyErrors) {

    /** No calls. */
    public static final CallCounts NONE = new CallCounts(0, 0, 0, 0);

    /**
     * Adds two counts.
     *
     * @param other counts to add
     * @return the sum
     */
    public CallCounts plus(CallCounts other) {
        return new CallCounts(
                newCalls + other.newCalls,
                legacyCalls + other.legacyCalls,
                newErrors + other.newErrors,
                legacyErrors + other.legacyErrors);
    }
}
