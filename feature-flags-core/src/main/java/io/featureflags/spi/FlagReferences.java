package io.featureflags.spi;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import java.util.List;
import java.util.Set;

/**
 * Port: where code refers to flags by {@link FeatureToggle}. It knows the methods of all beans that there are, and of
 * those that are made later as far as their classes tell. Code that asks {@link FeatureFlags} is not known.
 */
public interface FlagReferences {

    /**
     * The flags that code refers to.
     *
     * @return their names, in order
     */
    Set<String> flags();

    /**
     * The toggled methods of a flag.
     *
     * @param flag name of the flag
     * @return the methods with their calls as of now, in the order of their classes and names; empty if there are none
     */
    List<CodeReference> of(String flag);

    /**
     * How often all toggled methods of a flag were called.
     *
     * @param flag name of the flag
     * @return the sum; none where no code refers to the flag
     */
    CallCounts calls(String flag);

    /**
     * All toggled methods.
     *
     * @return the methods, in the order of their flags, classes and names
     */
    default List<CodeReference> all() {
        return flags().stream().flatMap(flag -> of(flag).stream()).toList();
    }
}
