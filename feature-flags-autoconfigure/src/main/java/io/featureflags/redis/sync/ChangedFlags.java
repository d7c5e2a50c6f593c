package io.featureflags.redis.sync;

import io.featureflags.spi.FlagCopy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the flags whose change Redis reported. One reading is open at a time, so that a burst of reports is read
 * together. Keys that are no flag of the copy are read less often: they may be the counters of another program, and no
 * caller waits for them.
 */
final class ChangedFlags {

    /** Interval of reading keys that are no flag of the copy. */
    private static final Duration INTERVAL_OF_OTHERS = Duration.ofMillis(100);

    private final SyncSession session;

    private final FlagCopy copy;

    private final SyncThread thread;

    private Set<String> waiting = new HashSet<>();

    private Set<String> others = new HashSet<>();

    private boolean reading;

    ChangedFlags(SyncSession session, FlagCopy copy, SyncThread thread) {
        this.session = session;
        this.copy = copy;
        this.thread = thread;
    }

    /** Reads flags, now or after the open reading. */
    void read(Collection<String> names) {
        boolean scheduled = !others.isEmpty();
        for (String name : names) {
            (copy.contains(name) ? waiting : others).add(name);
        }
        if (!scheduled && !others.isEmpty()) {
            thread.after(INTERVAL_OF_OTHERS, this::readOthers);
        }
        readWaiting();
    }

    private void readOthers() {
        waiting.addAll(others);
        others = new HashSet<>();
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
