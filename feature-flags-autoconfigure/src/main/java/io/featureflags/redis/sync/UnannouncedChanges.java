package io.featureflags.redis.sync;

import io.featureflags.redis.connection.TrackingRefusedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The changes that a reconciliation found before Redis reported them. A report may be delayed: only a change without a
 * report after a whole heartbeat proves that reports are missing. For one thread.
 */
final class UnannouncedChanges {

    private final Set<String> names = new HashSet<>();

    /** Adds changes that a reading of all flags found. */
    void expect(Collection<String> changed) {
        names.addAll(changed);
    }

    /** Removes changes that Redis reported. */
    void announced(Collection<String> changed) {
        changed.forEach(names::remove);
    }

    /** Removes all changes, after Redis reported that any flag may have changed. */
    void allAnnounced() {
        names.clear();
    }

    /** Returns the changes without a report so far, for {@link #verify} after a heartbeat. */
    Set<String> expected() {
        return Set.copyOf(names);
    }

    /**
     * Checks that Redis has reported changes.
     *
     * @param expected the changes without a report before the heartbeat
     * @throws TrackingRefusedException if one of them still has none
     */
    void verify(Set<String> expected) {
        for (String name : expected) {
            if (names.contains(name)) { // The message names one: after a SWAPDB they may be thousands.
                throw new TrackingRefusedException(
                        "Redis did not report the change of " + name + " (unreported changes: " + names.size() + ")",
                        null);
            }
        }
    }
}
