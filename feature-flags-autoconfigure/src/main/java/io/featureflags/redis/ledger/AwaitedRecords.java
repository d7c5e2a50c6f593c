package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.TrackedServers;
import io.featureflags.spi.StoredValue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The external changes that another instance records, until Redis reports their records. If it does not, this instance
 * takes over: it announces itself, and records them. The methods are for the thread of the sync.
 */
final class AwaitedRecords {

    /** Longest wait for a record. The first one of a JVM may take most of a second: others would all take over then. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Longest wait for the announcement of another instance, before this one announces itself. */
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(50);

    private final RecorderElection election;

    private final LedgerWorker worker;

    private final LedgerCommands commands;

    private final LastReadings lastReadings;

    private final TakeoverDelay delay;

    private final Consumer<Map<String, StoredValue>> takeOver;

    /** The changes by name. The thread of the ledger removes some, too. */
    private final Map<String, Change> awaited = new ConcurrentHashMap<>();

    private final ReportedChanges reported;

    /**
     * Creates an empty instance. Without tracking, no other instance is known to record.
     *
     * @param worker the worker that checks for records
     * @param commands the commands that compare flags with their records
     * @param lastReadings what was read before
     * @param delay the delays of taking over
     * @param takeOver the callback for changes that this instance has to record
     */
    AwaitedRecords(
            LedgerWorker worker,
            LedgerCommands commands,
            LastReadings lastReadings,
            TakeoverDelay delay,
            Consumer<Map<String, StoredValue>> takeOver) {
        this.election = new RecorderElection(commands.keyPrefix());
        this.worker = worker;
        this.commands = commands;
        this.lastReadings = lastReadings;
        this.delay = delay;
        this.takeOver = takeOver;
        this.reported = new ReportedChanges(commands.keyPrefix(), System::nanoTime);
    }

    /** Returns the prefixes of the keys whose changes are to be reported. Redis rejects prefixes that overlap. */
    List<String> prefixes() {
        String flags = commands.keyPrefix();
        String records = LedgerKeys.lastPrefix(flags);
        return records.startsWith(flags) ? List.of(flags) : List.of(flags, records);
    }

    void trackingBegan(TrackedServers servers) {
        int announced = election.begin(servers);
        worker.after(delay.next(LONGEST_SILENCE), connection -> {
            if (announced == election.announced()) {
                election.announce(connection);
            }
        });
    }

    void trackingEnded() {
        election.end();
        clear(); // All flags are read again.
    }

    /** Forgets all changes. */
    void clear() {
        awaited.clear();
        reported.clear();
    }

    /** Handles changed keys: those of records and announcements, before those of flags. */
    void keysChanged(Collection<String> keys) {
        String records = LedgerKeys.lastPrefix(commands.keyPrefix());
        for (String key : keys) {
            if (key.startsWith(records) && key.endsWith("}")) {
                String name = key.substring(records.length(), key.length() - 1);
                reported.recorded(name);
                Change change = awaited.remove(name);
                if (change != null) {
                    recorded(name, change.value());
                }
            }
        }
        if (election.keysChanged(keys) && election.isRecorder()) {
            Map<String, StoredValue> all = new HashMap<>();
            awaited.forEach((name, change) -> all.put(name, change.value()));
            awaited.clear();
            takeOver.accept(all);
        }
    }

    private void recorded(String name, StoredValue value) {
        LastReading last = lastReadings.of(Set.of(name)).get(name);
        if (last != null) {
            lastReadings.compared(name, last, value, lastReadings.losses());
        }
    }

    ReportedChanges reported() {
        return reported;
    }

    /** Handles the report that flags have changed, which are read now. */
    void flagsReported(Collection<String> names) {
        names.forEach(reported::changed);
    }

    /**
     * Leaves those changes to another instance that it records.
     *
     * @param readings all readings
     * @param uncompared those that have to be compared with the audit trail
     * @return those that this instance has to compare
     */
    Map<String, StoredValue> leave(Map<String, StoredValue> readings, Map<String, StoredValue> uncompared) {
        Set<String> recorded = new HashSet<>();
        readings.forEach((name, value) -> {
            if (!uncompared.containsKey(name) && !(value instanceof StoredValue.Unreadable)) {
                awaited.remove(name); // It is what it was.
            }
            if (reported.end(name)) {
                recorded.add(name);
            }
        });
        if (election.isRecorder()) {
            return uncompared;
        }
        Map<String, StoredValue> own = new HashMap<>();
        Timer timer = new Timer();
        uncompared.forEach((name, value) -> {
            if (lastReadings.isFirst(name)) {
                own.put(name, value);
            } else if (recorded.contains(name)) {
                recorded(name, value);
            } else if (awaited.size() < ExternalChanges.MAX_WAITING) {
                awaited.merge(name, new Change(value, timer), Change::replacedBy);
            }
        });
        if (timer.hasChanges(awaited)) {
            checkLater(timer);
        }
        return own;
    }

    private void checkLater(Timer timer) {
        int announced = election.announced();
        worker.after(delay.next(LONGEST_WAIT), connection -> check(timer, announced, connection));
    }

    /** Checks on the thread of the ledger whether changes were recorded. Records may be reported before their flags. */
    private void check(Timer timer, int announced, LedgerConnection connection) {
        Map<String, Change> changes = timer.changes(awaited);
        if (changes.isEmpty()) {
            return;
        }
        Map<String, LastReading> before = lastReadings.of(changes.keySet());
        Set<String> unrecorded = announced == election.announced() ? unrecorded(before) : Set.of();
        if (announced != election.announced()) {
            checkLater(timer); // Another instance has just taken over.
            return;
        }
        Map<String, StoredValue> missing = new HashMap<>();
        changes.forEach((name, change) -> {
            LastReading last = before.get(name);
            if (!awaited.remove(name, change) || last == null) {
                return; // Its record was reported just now, there is a newer value, or the copy has dropped the flag.
            }
            if (unrecorded.contains(name)) {
                missing.put(name, change.value());
            } else {
                lastReadings.compared(name, last, change.value(), lastReadings.losses());
            }
        });
        if (!missing.isEmpty()) {
            election.announce(connection);
            takeOver.accept(missing);
        }
        if (timer.hasChanges(awaited)) { // Newer values, or more than were checked.
            checkLater(timer);
        }
    }

    /** Reads on the tracked connections, which are open. */
    private Set<String> unrecorded(Map<String, LastReading> before) {
        FlagCommands tracked = election.commands();
        if (tracked == null) {
            return before.keySet();
        }
        try {
            return Set.copyOf(commands.unrecorded(RecordReads.on(tracked, RecorderElection.TIMEOUT), before));
        } catch (RuntimeException ex) { // The connection of the ledger is next.
            return before.keySet();
        }
    }

    /**
     * A change that is not known to be recorded.
     *
     * @param value the new value
     * @param timer the timer of the first change that is not known to be recorded
     */
    private record Change(StoredValue value, Timer timer) {

        Change replacedBy(Change next) {
            return new Change(next.value, timer);
        }
    }

    /** The timer of the changes of one reading. */
    private static final class Timer {

        boolean hasChanges(Map<String, Change> all) {
            return all.values().stream().anyMatch(change -> change.timer() == this);
        }

        /** Returns its changes, as many as one command compares. */
        Map<String, Change> changes(Map<String, Change> all) {
            return all.entrySet().stream()
                    .filter(entry -> entry.getValue().timer() == this)
                    .limit(ExternalChanges.MAX_FLAGS)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
