package io.featureflags.redis.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the flags whose change Redis reported. One reading is open at a time, so that a burst of reports is read
 * together.
 */
final class ChangedFlags {

    private final SyncSession session;

    private Set<String> waiting = new HashSet<>();

    private boolean reading;

    ChangedFlags(SyncSession session) {
        this.session = session;
    }

    /** Reads flags, now or after the open reading. */
    void read(Collection<String> names) {
        waiting.addAll(names);
        readWaiting();
    }

    private void readWaiting() {
        if (!reading && !waiting.isEmpty()) {
            Set<String> names = waiting;
            waiting = new HashSet<>();
            reading = true;
            session.read(names, () -> {
                reading = false;
                readWaiting();
            });
        }
    }
}
