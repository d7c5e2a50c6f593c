package io.featureflags.memory;

import io.featureflags.AuditEntry;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagWrite;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Store in the memory of this instance. Other instances do not see its flags, and the flags end with the instance.
 * Writes have the same meaning as in Redis, and changes apply immediately.
 */
public final class MemoryStore implements FlagStore, FlagLedger {

    private final Clock clock;

    private final String instance;

    private final int maxEntries;

    private final AuditListener listener;

    /** Guards the fields below, and the updates of the copy, which takes them from one thread at a time. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, FlagHistory> histories = new TreeMap<>();

    private final VersionSequence versions = new VersionSequence();

    private @Nullable FlagCopy copy;

    /**
     * Creates an empty store.
     *
     * @param clock the clock for the time of changes
     * @param instance name of this application instance, for the audit entries
     * @param maxEntries the number of entries that are kept of each flag, at least 1; older ones are removed
     * @param listener is notified of each entry
     */
    public MemoryStore(Clock clock, String instance, int maxEntries, AuditListener listener) {
        this.clock = clock;
        this.instance = instance;
        this.maxEntries = maxEntries;
        this.listener = listener;
    }

    @Override
    public void start(FlagCopy started) {
        lock.lock();
        try {
            copy = started;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        lock.lock();
        try {
            FlagCopy started = copy;
            if (started != null) {
                Map<String, StoredValue> readings = new HashMap<>();
                names.forEach(name -> readings.put(name, reading(name)));
                started.update(readings);
            }
        } finally {
            lock.unlock();
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String whereIs(String name) {
        return "memory, " + name;
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(SyncMode.MEMORY, null, null);
    }

    /** Returns false: a value disappears by a deletion only, which is always intended. */
    @Override
    public boolean canLoseValues() {
        return false;
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            copy = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FlagState read(String flag) {
        lock.lock();
        try {
            return state(flag);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable AuditEntry write(String flag, @Nullable String value, FlagWrite write) {
        AuditEntry entry;
        lock.lock();
        try {
            FlagHistory history = histories.get(flag);
            AuditEntry earlier = history == null ? null : history.ofRequest(write.request());
            if (earlier != null) {
                return earlier;
            }
            FlagState present = state(flag);
            String expected = write.expectedVersion();
            if (expected != null && !expected.equals(present.version())) {
                throw new FlagConflictException(expected, present);
            }
            if (Objects.equals(value, present.value())) {
                return null;
            }
            entry = entry(present, value, write);
            histories
                    .computeIfAbsent(flag, absent -> new FlagHistory(maxEntries))
                    .add(entry);
            if (copy != null) {
                copy.update(Map.of(flag, reading(flag)));
            }
        } finally {
            lock.unlock();
        }
        listener.recorded(entry);
        return entry;
    }

    private AuditEntry entry(FlagState before, @Nullable String after, FlagWrite write) {
        var now = clock.instant();
        return new AuditEntry(
                versions.next(now.toEpochMilli()),
                now,
                before.name(),
                write.actor(),
                write.source(),
                write.via(),
                before.value(),
                after,
                write.reason(),
                instance,
                write.request());
    }

    @Override
    public List<AuditEntry> history(String flag, int limit) {
        lock.lock();
        try {
            FlagHistory history = histories.get(flag);
            return history == null ? List.of() : history.newestFirst(limit);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<String> names() {
        lock.lock();
        try {
            Set<String> names = new TreeSet<>(histories.keySet());
            names.removeIf(name -> state(name).value() == null);
            return names;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<String> recorded() {
        lock.lock();
        try {
            return new TreeSet<>(histories.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Removes all values and their history, so that the store is as at its start. */
    public void clear() {
        lock.lock();
        try {
            if (!histories.isEmpty()) {
                Set<String> names = recorded();
                histories.clear();
                CompletionStage<Void> unused = load(names);
            }
        } finally {
            lock.unlock();
        }
    }

    private FlagState state(String flag) {
        FlagHistory history = histories.get(flag);
        AuditEntry last = history == null ? null : history.last();
        return last == null
                ? new FlagState(flag, null, FlagState.NO_CHANGES)
                : new FlagState(flag, last.after(), last.version());
    }

    private StoredValue reading(String flag) {
        String value = state(flag).value();
        return value == null ? new StoredValue.Absent() : new StoredValue.Text(value);
    }
}
