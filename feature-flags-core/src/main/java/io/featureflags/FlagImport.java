package io.featureflags;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import of flags changes.
 *
 * @param changes the flags whose values become others, in the order of their names
 * @param unchanged names of the flags that have the value already
 */
public record FlagImport(List<Change> changes, List<String> unchanged) {

    /** Takes copies. */
    public FlagImport {
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
    }

    /**
     * One flag whose value becomes another.
     *
     * @param before what it is now
     * @param after its new value; null for none
     */
    public record Change(FlagState before, @Nullable String after) {}
}
