package io.featureflags.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: what is known of each flag, apart from its answers. Tells of this moment, from local memory. */
@FunctionalInterface
public interface FlagCatalog {

    /**
     * The flags that code or {@code application.yml} mentions, or that have or had a value.
     *
     * @return the flags, in the order of their names
     */
    List<FlagFacts> all();

    /**
     * A flag by its name.
     *
     * @param name name of the flag
     * @return what is known of it; null if nobody knows it
     */
    default @Nullable FlagFacts find(String name) {
        return all().stream()
                .filter(facts -> facts.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
