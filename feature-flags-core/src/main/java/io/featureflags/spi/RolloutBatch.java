package io.featureflags.spi;

import io.featureflags.decision.Percentage;
import java.util.List;
import java.util.Map;

/**
 * What one instance has counted in a step of a guarded rollout since its last batch.
 *
 * @param sender id of the counting, random per start of the instance
 * @param number number of the batch of this sender, rising from 1; a batch that is sent again has the same number and counts
 *     once
 * @param instance name of the instance, as in an audit entry
 * @param value value of the flag that decided the calls, as in the store
 * @param step percentage of that value
 * @param newCode calls of the new code
 * @param legacy calls of the legacy code
 * @param ruler number of timed calls of the legacy code by bucket of their duration, four buckets to a doubling of nanoseconds:
 *     bucket {@code n} holds durations from 2^(n/4) to 2^((n+1)/4); empty once the ruler is known
 */
public record RolloutBatch(
        String sender,
        long number,
        String instance,
        String value,
        Percentage step,
        Path newCode,
        Path legacy,
        Map<Integer, Long> ruler) {

    /** Maximum number of slots in a batch, of both paths and both kinds together. */
    public static final int MAX_SLOTS = 1000;

    /** Copies the map. */
    public RolloutBatch {
        ruler = Map.copyOf(ruler);
    }

    /**
     * What one of the two paths has done.
     *
     * @param calls calls that have ended
     * @param failed slots of users who failed, each 0 to 16,383
     * @param slow slots of users with a slow call, each 0 to 16,383
     */
    public record Path(long calls, List<Integer> failed, List<Integer> slow) {

        /** Copies the lists. */
        public Path {
            failed = List.copyOf(failed);
            slow = List.copyOf(slow);
        }
    }
}
