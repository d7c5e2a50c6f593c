package io.featureflags.spi;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import java.util.List;
import java.util.Set;

/**
 * Port: the references of code to flags by {@link FeatureToggle}. It covers all existing beans, and beans created later
 * as far as their classes are known. Calls of {@link FeatureFlags} are not covered.
 */
public interface FlagReferences {

    /**
     * Returns the flags that the code refers to.
     *
     * @return the names, sorted
     */
    Set<String> flags();

    /**
     * Returns the toggled methods of a flag.
     *
     * @param flag name of the flag
     * @return the methods with their present call counts, in the order of their classes and names; empty if there are
     *     none
     */
    List<CodeReference> of(String flag);

    /**
     * Returns the calls to all toggled methods of a flag.
     *
     * @param flag name of the flag
     * @return the sum; {@link CallCounts#NONE} if no code refers to the flag
     */
    CallCounts calls(String flag);

    /**
     * Returns all toggled methods.
     *
     * @return the methods, in the order of their flags, classes and names
     */
    default List<CodeReference> all() {
        return flags().stream().flatMap(flag -> of(flag).stream()).toList();
    }
}
