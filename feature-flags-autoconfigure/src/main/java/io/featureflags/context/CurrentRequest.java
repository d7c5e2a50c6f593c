package io.featureflags.context;

import org.jspecify.annotations.Nullable;

/** Finds the request that a call belongs to. */
@FunctionalInterface
public interface CurrentRequest {

    /**
     * Returns the answers of the request that this thread serves.
     *
     * @return the answers; null outside of requests
     */
    @Nullable
    RequestAnswers answers();
}
