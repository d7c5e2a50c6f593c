package io.featureflags.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: lists the flags with everything known about them apart from their answers. Reads local memory; a result is a
 * snapshot of the moment of the call.
 */
@FunctionalInterface
public interface FlagCatalog {

    /**
     * Returns the flags that the code or {@code application.yml} mentions, or that have or had a value.
     *
     * @return the flags, in the order of their names
     */
    List<FlagFacts> all();

    /**
     * Finds a flag by name.
     *
     * @param name name of the flag
     * @return the flag; null if it is unknown
     */
    default @Nullable FlagFacts find(String name) {
        return all().stream()
                .filter(facts -> facts.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
