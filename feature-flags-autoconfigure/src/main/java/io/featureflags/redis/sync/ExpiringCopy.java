package io.featureflags.redis.sync;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A copy that knows when the keys of flags expire. An expired key is absent as intended, however many expire at once.
 * Redis may report it many seconds late, but deletes it when it is read: so a flag is due for a reading at that time.
 * For the thread of the sync.
 */
final class ExpiringCopy implements FlagCopy {

    /** Redis keeps a key until the millisecond of its end is over. */
    private static final long MARGIN = Duration.ofMillis(2).toNanos();

    /** The clocks of the application and of Redis may differ in speed: a later end is read again at half the time. */
    private static final long NEAR = Duration.ofMinutes(1).toNanos();

    /** Delay of the next check of a flag after a reading of it was due. */
    private static final long NEXT_CHECK = Duration.ofSeconds(1).toNanos();

    private final FlagCopy copy;

    private final SyncThread thread;

    private final Consumer<Set<String>> onDue;

    private final Map<String, Expiry> expiries = new HashMap<>();

    /** The time of the next scheduled check; meaningless if none is scheduled. */
    private long checkAt;

    private boolean scheduled;

    /**
     * Creates the copy.
     *
     * @param copy the copy to keep current
     * @param thread the thread of the sync
     * @param onDue the callback for the names of flags to read now
     */
    ExpiringCopy(FlagCopy copy, SyncThread thread, Consumer<Set<String>> onDue) {
        this.copy = copy;
        this.thread = thread;
        this.onDue = onDue;
    }

    @Override
    public Collection<String> names() {
        return copy.names();
    }

    @Override
    public boolean contains(String name) {
        return copy.contains(name);
    }

    @Override
    public boolean isNew(String name) {
        return copy.isNew(name);
    }

    @Override
    public boolean isDeclared(String name) {
        return copy.isDeclared(name);
    }

    @Override
    public void changesAnnounced(Collection<String> names) {
        copy.changesAnnounced(names);
    }

    @Override
    public boolean hasValue(String name) {
        return copy.hasValue(name);
    }

    @Override
    public boolean isPresent(String name) {
        return copy.isPresent(name);
    }

    @Override
    public Collection<String> update(Map<String, StoredValue> readings) {
        return copy.update(expiries.isEmpty() ? readings : markExpired(readings));
    }

    private Map<String, StoredValue> markExpired(Map<String, StoredValue> readings) {
        long now = System.nanoTime();
        Map<String, StoredValue> marked = new HashMap<>(readings);
        marked.replaceAll((name, reading) -> {
            Expiry expiry = expiries.get(name);
            boolean expired = reading instanceof StoredValue.Absent && expiry != null && expiry.isOver(now);
            if (expired) {
                expiries.remove(name);
            }
            return expired ? new StoredValue.Absent(true) : reading;
        });
        return marked;
    }

    @Override
    public void storeLost(Collection<String> names) {
        copy.storeLost(names);
    }

    @Override
    public void dataLost() {
        copy.dataLost();
    }

    /** Returns those flags that have a value, so that their keys may expire. */
    List<String> withValue(Collection<String> names) {
        return names.stream().filter(copy::hasValue).toList();
    }

    /**
     * Updates when the keys of flags expire.
     *
     * @param found the times by name, as {@link FlagReader#readExpiries} returns them. Flags without a value have no time
     *     afterwards
     */
    void updateExpiries(Map<String, Long> found) {
        long now = System.nanoTime();
        found.forEach((name, end) -> {
            if (end == FlagReader.NEVER || !copy.hasValue(name)) { // The copy may have dropped the flag.
                expiries.remove(name);
            } else {
                long left = end + MARGIN - now;
                expiries.put(name, new Expiry(end + MARGIN, now + (left > NEAR ? left / 2 : left)));
            }
        });
        schedule();
    }

    /** Ends the last known values of flags whose keys have expired while Redis cannot be read. */
    void endWithoutReading(Collection<String> names) {
        long now = System.nanoTime();
        Map<String, StoredValue> ended = new HashMap<>();
        for (String name : names) {
            Expiry expiry = expiries.get(name);
            if (expiry != null && expiry.isOver(now)) {
                ended.put(name, new StoredValue.Absent());
            }
        }
        if (!ended.isEmpty()) {
            update(ended);
            storeLost(ended.keySet());
        }
    }

    private void schedule() {
        long now = System.nanoTime();
        long wait = NEAR;
        for (Expiry expiry : expiries.values()) {
            wait = Math.min(wait, Math.max(0, expiry.checkAt - now));
        }
        if (!expiries.isEmpty() && (!scheduled || now + wait < checkAt)) {
            scheduled = true;
            long at = now + wait;
            checkAt = at;
            thread.after(Duration.ofNanos(wait), () -> check(at));
        }
    }

    private void check(long at) {
        if (!scheduled || at != checkAt) {
            return; // An earlier check has replaced this one.
        }
        scheduled = false;
        expiries.keySet().removeIf(name -> !copy.hasValue(name));
        long now = System.nanoTime();
        Set<String> due = new HashSet<>();
        expiries.replaceAll((name, expiry) -> {
            if (expiry.checkAt - now > 0) {
                return expiry;
            }
            due.add(name);
            return new Expiry(expiry.end, now + NEXT_CHECK);
        });
        schedule();
        if (!due.isEmpty()) {
            onDue.accept(due);
        }
    }

    /**
     * The end of a key, by the ticker of this machine.
     *
     * @param end time of the end, in nanoseconds
     * @param checkAt time to read the key again, in nanoseconds
     */
    private record Expiry(long end, long checkAt) {

        /** Returns whether the key has expired. Redis may have deleted it within the margin. */
        boolean isOver(long now) {
            return end - 2 * MARGIN - now <= 0;
        }
    }
}
