package io.featureflags.spi;

import io.featureflags.FlagStoreException;
import io.featureflags.rollout.RolloutProgress;
import org.jspecify.annotations.Nullable;

/**
 * Port: adds up the counts of a guarded rollout over all instances. Methods block until the store responds, for a bounded
 * time.
 */
public interface RolloutStore {

    /**
     * Adds a batch. Nothing is counted if the flag has another value by now, or if its present value is not recorded yet. A
     * batch that was counted before is not counted again.
     *
     * @param flag name of the flag
     * @param batch what an instance has counted
     * @return the counts of all instances; null if nothing was counted
     * @throws FlagStoreException if the store is unavailable, or does not permit counting
     */
    @Nullable
    RolloutProgress count(String flag, RolloutBatch batch);

    /**
     * Returns the counts of the present value, without counting anything.
     *
     * @param flag name of the flag
     * @return the counts of all instances; null if nothing was counted under the present value
     * @throws FlagStoreException if the store is unavailable
     */
    @Nullable
    RolloutProgress progress(String flag);
}
