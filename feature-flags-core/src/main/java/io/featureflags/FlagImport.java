package io.featureflags;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plan of an import: the flags to change, and those that need no change.
 *
 * @param changes flags whose values differ, in the order of their names
 * @param unchanged names of the flags that have the value already
 */
public record FlagImport(List<Change> changes, List<String> unchanged) {

    /** Copies the lists. */
    public FlagImport {
        changes = List.copyOf(changes);
        unchanged = List.copyOf(unchanged);
    }

    /**
     * Change of one flag.
     *
     * @param before present state of the flag
     * @param after new value; null to remove the value
     */
    public record Change(FlagState before, @Nullable String after) {}
}
