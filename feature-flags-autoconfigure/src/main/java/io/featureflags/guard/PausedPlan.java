package io.featureflags.guard;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pauses the plan of a value. */
@FunctionalInterface
public interface PausedPlan {

    /**
     * Returns the fields of the plan of a value, paused and otherwise unchanged.
     *
     * @param value the value as in the store, which has a plan
     * @return the new field {@code rollout}, for the editor of values
     */
    Map<String, @Nullable Object> of(String value);
}
