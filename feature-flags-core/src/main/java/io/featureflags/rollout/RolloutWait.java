package io.featureflags.rollout;

import java.util.Locale;

/** What a step of a guarded rollout waits for. */
public enum RolloutWait {

    /** The least time of a step. */
    TIME,

    /** The least calls of one of the paths, or both. */
    CALLS,

    /** Evidence against the new code that is too strong to advance, and too weak to take it back. */
    EVIDENCE,

    /** A person, who has paused the plan. */
    PAUSED,

    /** Redis, which is away or refuses to count. */
    REDIS;

    /**
     * Returns the word of the endpoint.
     *
     * @return the name in small letters
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
