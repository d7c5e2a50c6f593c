package io.featureflags.rollout;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a guarded rollout in all instances, all of one moment.
 *
 * @param version version of the flag that is counted under
 * @param since first count of the present step, by the clock of the store
 * @param now time of the answer, by the clock of the store
 * @param past earlier steps of this rollout, the first one first
 * @param present the present step
 * @param rulerNanos duration in nanoseconds above which a call of the legacy code is slow; 0 until it is known
 * @param generation number of times that the store has forgotten which users are counted
 * @param mostFailing instance with the most users who failed with the new code in this step; null if none did
 * @param failedThere number of those users in that instance
 */
public record RolloutProgress(
        String version,
        Instant since,
        Instant now,
        List<RolloutStep> past,
        RolloutStep present,
        long rulerNanos,
        long generation,
        @Nullable String mostFailing,
        long failedThere) {

    /** Copies the steps. */
    public RolloutProgress {
        past = List.copyOf(past);
    }
}
