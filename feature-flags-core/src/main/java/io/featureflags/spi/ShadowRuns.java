package io.featureflags.spi;

import java.util.List;
import java.util.Set;

/** Port: runs new code in the shadow of legacy calls, and counts how often both do the same. */
public interface ShadowRuns {

    /**
     * Returns what the toggled methods of a flag hand their calls over to.
     *
     * @param flag name of the flag
     * @return the same object at each call
     */
    ShadowCalls of(String flag);

    /**
     * Returns the flags with a method whose calls may be shadowed.
     *
     * @return names of flags, sorted
     */
    Set<String> flags();

    /**
     * Returns the counts of a flag.
     *
     * @param flag name of the flag
     * @return the counts; zeros for a flag without shadow runs
     */
    ShadowCounts counts(String flag);

    /**
     * Returns the last differences of a flag in this instance.
     *
     * @param flag name of the flag
     * @return at most 20 differences, newest first
     */
    List<ShadowDifference> differences(String flag);
}
