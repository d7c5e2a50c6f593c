package io.featureflags.spi;

import org.jspecify.annotations.Nullable;

/** Port: what the toggled methods of a flag report their calls to while a guarded rollout runs. */
@FunctionalInterface
public interface GuardedCalls {

    /**
     * Returns the running plan. Reads one field.
     *
     * @return the counter of its calls; null while no plan runs. Another object after each change of the value
     */
    @Nullable
    RunningPlan plan();
}
