package io.featureflags.spi;

import io.featureflags.decision.FlagValue;
import io.featureflags.rollout.RolloutStatus;
import org.jspecify.annotations.Nullable;

/** Port: guarded rollouts as people see them. */
public interface RolloutReports {

    /**
     * Returns the present status of a flag's plan, with the counts of all instances. Blocks until the store responds, for a
     * bounded time; without an answer, the counts are the last known ones.
     *
     * @param flag name of the flag
     * @param value value of the flag
     * @return the status; null if the value has no plan
     */
    @Nullable
    RolloutStatus read(String flag, FlagValue value);

    /**
     * Returns the last known status of a flag's plan. Does not contact the store.
     *
     * @param flag name of the flag
     * @param value value of the flag
     * @return the status; null if the value has no plan, or if this instance knows no counts of the present step
     */
    @Nullable
    RolloutStatus lastKnown(String flag, FlagValue value);
}
