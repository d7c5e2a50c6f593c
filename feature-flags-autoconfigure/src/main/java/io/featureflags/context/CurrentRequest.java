package io.featureflags.context;

import org.jspecify.annotations.Nullable;

/** Finds the request that a call belongs to. */
@FunctionalInterface
public interface CurrentRequest {

    /**
     * The answers of the request that this thread is serving.
     *
     * @return the answers; null outside of requests
     */
    @Nullable
    RequestAnswers answers();
}
