package io.featureflags.redis.sync;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the flags whose change Redis reported. One reading is open at a time, so that a burst of reports is read
 * together. Keys that are no flag of the copy are read less often: they may be the counters of another program, and no
 * caller waits for them.
 */
final class ChangedFlags {

    /** Shortest interval of reading keys that are no flag of the copy. */
    private static final Duration INTERVAL_OF_OTHERS = Duration.ofMillis(100);

    private final SyncSession session;

    private final FlagCopy copy;

    private final SessionTasks tasks;

    private Set<String> waiting = new HashSet<>();

    private Set<String> others = new HashSet<>();

    /** Whether others were read within the last interval. */
    private boolean pausing;

    private boolean reading;

    ChangedFlags(SyncSession session, FlagCopy copy, SessionTasks tasks) {
        this.session = session;
        this.copy = copy;
        this.tasks = tasks;
    }

    /** Returns the names of the flags among changed keys. */
    static List<String> names(String keyPrefix, Collection<String> keys) {
        List<String> names = new ArrayList<>();
        for (String key : keys) {
            if (key.startsWith(keyPrefix) && FlagName.isValid(key.substring(keyPrefix.length()))) {
                names.add(key.substring(keyPrefix.length()));
            }
        }
        return names;
    }

    /** Reads flags, now or after the open reading. */
    void read(Collection<String> names) {
        for (String name : names) {
            (copy.contains(name) ? waiting : others).add(name);
        }
        readOthers();
        readWaiting();
    }

    private void readOthers() {
        if (!pausing && !others.isEmpty()) {
            waiting.addAll(others);
            others = new HashSet<>();
            pausing = true;
            tasks.after(INTERVAL_OF_OTHERS, () -> {
                pausing = false;
                readOthers();
                readWaiting();
            });
        }
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
