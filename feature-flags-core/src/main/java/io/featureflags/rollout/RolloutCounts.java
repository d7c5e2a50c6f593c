package io.featureflags.rollout;

/**
 * What both paths have done in one step of a guarded rollout, in all instances together.
 *
 * @param newCalls calls of the new code that have ended
 * @param legacyCalls calls of the legacy code that have ended
 * @param newFailed users who failed with the new code, each counted once in the whole rollout
 * @param legacyFailed users who failed with the legacy code, each counted once in the whole rollout
 * @param newSlow users with a slow call of the new code, each counted once in the whole rollout
 * @param legacySlow users with a slow call of the legacy code, each counted once in the whole rollout
 */
public record RolloutCounts(
        long newCalls, long legacyCalls, long newFailed, long legacyFailed, long newSlow, long legacySlow) {

    /** No calls. */
    public static final RolloutCounts NONE = new RolloutCounts(0, 0, 0, 0, 0, 0);

    /**
     * Validates the counts.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public RolloutCounts {
        if (newCalls < 0 || legacyCalls < 0 || newFailed < 0 || legacyFailed < 0 || newSlow < 0 || legacySlow < 0) {
            throw new IllegalArgumentException("A count must not be negative");
        }
    }
}
