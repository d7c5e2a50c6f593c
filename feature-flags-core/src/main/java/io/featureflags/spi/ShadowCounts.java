package io.featureflags.spi;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Numbers of shadow runs of a flag, since the application started.
 *
 * @param outcomes number of the runs by their outcome; each outcome has a number
 * @param timed number of the runs that ended in time
 * @param newNanos time that the new code took in these runs, in nanoseconds
 * @param legacyNanos time that the legacy code took in the same calls, in nanoseconds
 */
public record ShadowCounts(Map<ShadowOutcome, Long> outcomes, long timed, long newNanos, long legacyNanos) {

    /** Copies the map, and adds 0 for each outcome that it does not have. */
    public ShadowCounts {
        Map<ShadowOutcome, Long> all = new EnumMap<>(ShadowOutcome.class);
        for (ShadowOutcome outcome : ShadowOutcome.values()) {
            all.put(outcome, outcomes.getOrDefault(outcome, 0L));
        }
        outcomes = Collections.unmodifiableMap(all);
    }

    /**
     * Returns the number of runs with an outcome.
     *
     * @param outcome the outcome
     * @return the number, 0 if there was none
     */
    public long count(ShadowOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
