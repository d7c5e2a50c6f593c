package io.featureflags.redis.sync;

import io.featureflags.redis.connection.TrackingRefusedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What a reconciliation has found to be changed, and Redis has not told of. The telling may still be on its way: only what
 * is left after a whole heartbeat proves that Redis does not tell. For one thread.
 */
final class UnannouncedChanges {

    private final Set<String> names = new HashSet<>();

    /** A reading of all flags has found changes. */
    void found(Collection<String> changed) {
        names.addAll(changed);
    }

    /** Redis has told of changes. */
    void told(Collection<String> changed) {
        changed.forEach(names::remove);
    }

    /** Redis has told that everything may have changed. */
    void toldOfAll() {
        names.clear();
    }

    /** What is in doubt now, to be handed to {@link #trust} after a heartbeat. */
    Set<String> suspects() {
        return Set.copyOf(names);
    }

    /**
     * Checks that Redis has told of what was in doubt.
     *
     * @param suspects what was in doubt before the heartbeat
     * @throws TrackingRefusedException if it has not
     */
    void trust(Set<String> suspects) {
        for (String suspect : suspects) {
            if (names.contains(suspect)) { // One for all: after a SWAPDB they may be thousands.
                throw new TrackingRefusedException(
                        "Redis did not tell of the change of " + suspect + ", of " + names.size() + " in all", null);
            }
        }
    }
}
