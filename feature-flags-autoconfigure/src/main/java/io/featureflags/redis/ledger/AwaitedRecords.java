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

/**
 * The external changes that another instance records, until Redis reports their records. If it does not, this instance
 * takes over: it announces itself, and records them. The methods are for the thread of the sync.
 */
final class AwaitedRecords {

    /** Shortest wait for a record. The first one of a JVM may take most of it. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    /** Longest wait after that, which differs between the instances. */
    private static final Duration LONGEST_SPREAD = Duration.ofSeconds(1);

    /** Longest wait for the announcement of another instance, before this one announces itself. */
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(50);

    private final RecorderElection election;

    private final LedgerWorker worker;

    private final LedgerCommands commands;

    private final LastReadings lastReadings;

    private final TakeoverDelay delay;

    private final Consumer<Map<String, StoredValue>> takeOver;

    /** The changes by name. The thread of the ledger removes some, too. */
    private final Map<String, AwaitedChange> awaited = new ConcurrentHashMap<>();

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
                AwaitedChange change = awaited.remove(name);
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
                // It is what it was. A value between may have been recorded, as that of a write through this library.
                awaited.computeIfPresent(name, (key, change) -> change.replacedBy(value));
            }
            if (reported.end(name)) {
                recorded.add(name);
            }
        });
        if (election.isRecorder()) {
            return uncompared;
        }
        Map<String, StoredValue> own = new HashMap<>();
        AwaitedChange.Timer timer = new AwaitedChange.Timer();
        uncompared.forEach((name, value) -> {
            if (lastReadings.isFirst(name)) {
                own.put(name, value);
            } else if (recorded.contains(name)) {
                recorded(name, value);
            } else if (awaited.size() < ExternalChanges.MAX_WAITING) {
                awaited.merge(name, new AwaitedChange(value, timer), (before, next) -> before.replacedBy(value));
            }
        });
        if (timer.hasChanges(awaited)) {
            checkLater(timer);
        }
        return own;
    }

    private void checkLater(AwaitedChange.Timer timer) {
        int announced = election.announced();
        worker.after(SHORTEST_WAIT.plus(delay.next(LONGEST_SPREAD)), connection -> check(timer, announced, connection));
    }

    /** Checks on the thread of the ledger whether changes were recorded. Records may be reported before their flags. */
    private void check(AwaitedChange.Timer timer, int announced, LedgerConnection connection) {
        Map<String, AwaitedChange> changes = timer.changes(awaited);
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
        if (changes.size() == ExternalChanges.MAX_FLAGS) {
            worker.run(next -> check(timer, announced, next)); // There may be more.
        } else if (timer.hasChanges(awaited)) { // Newer values.
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
}
