package io.featureflags.redis.ledger;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The last reading of each flag in the copy, as far as it was compared with the audit trail. The thread of the sync
 * adds readings, and that of the ledger marks them as compared.
 */
final class LastReadings {

    /** Number of remembered flags that no longer exist, before they are removed. */
    private static final int SLACK = 1000;

    private final Map<String, LastReading> readings = new ConcurrentHashMap<>();

    private int maxSize = SLACK;

    /** The number of losses that Redis has reported. What was read before one of them is not compared after it. */
    private final AtomicInteger losses = new AtomicInteger();

    /** Returns the value that was last read, in the form that the script takes. */
    String encoded(String name) {
        LastReading last = readings.get(name);
        return last == null || !last.state().isCertain() ? LastReading.UNKNOWN : last.encoded();
    }

    /**
     * Adds readings.
     *
     * @param added the readings by name
     * @param copy the copy after it has applied them
     * @return those that have to be compared with the audit trail
     */
    Map<String, StoredValue> add(Map<String, StoredValue> added, FlagCopy copy) {
        Map<String, StoredValue> uncompared = new HashMap<>();
        added.forEach((name, value) -> {
            if (value instanceof StoredValue.Unreadable) {
                return;
            }
            LastReading last = afterLoss(name, value);
            if (!copy.contains(name) && (last == null || (last.isAbsent() && copy.isNew(name)))) {
                readings.remove(name); // The key of another program, which is no flag.
            } else if (last == null) {
                readings.put(name, new LastReading(value, copy.isDeclared(name), LastReading.State.FIRST));
                uncompared.put(name, value);
            } else if (last.state() == LastReading.State.FIRST || !value.equals(last.value())) {
                uncompared.put(name, value);
            } else if (last.state() == LastReading.State.ASSUMED) { // The flag is absent, and so is its record.
                compared(name, last, value, losses());
            }
        });
        removeForgotten(copy);
        return uncompared;
    }

    /**
     * Returns the last reading of a flag. Redis reports the flush of each database: an equal value shows that another one was
     * flushed, unless the record of a declared flag is gone.
     */
    private @Nullable LastReading afterLoss(String name, StoredValue value) {
        LastReading last = readings.get(name);
        if (last == null || last.state() != LastReading.State.AT_RISK) {
            return last;
        }
        boolean kept = !last.declared() && value.equals(last.value());
        LastReading next = kept
                ? new LastReading(value, false, LastReading.State.FIRST)
                : LastReading.assumedAbsence(last.declared());
        readings.put(name, next);
        return next;
    }

    private void removeForgotten(FlagCopy copy) {
        if (readings.size() > maxSize) {
            readings.keySet().retainAll(new HashSet<>(copy.names()));
            maxSize = 2 * readings.size() + SLACK;
        }
    }

    /** Adds the absence of flags that are new to the copy when Redis reports their change. */
    void addNew(Collection<String> names, FlagCopy copy) {
        for (String name : names) {
            if (copy.isNew(name)) {
                readings.putIfAbsent(name, LastReading.assumedAbsence(false));
            }
        }
    }

    /**
     * Marks all values as lost if the next reading differs: Redis may have discarded them together with their record.
     * Flags that the copy has dropped are not read again, so that nothing is known of them any more.
     */
    void dataLost(FlagCopy copy) {
        losses.incrementAndGet();
        readings.entrySet().removeIf(last -> last.getValue().state().isCertain() && !copy.contains(last.getKey()));
        readings.replaceAll((name, last) -> last.state().isCertain() ? last.atRisk() : last);
    }

    /** Returns whether the last reading of a flag is its first one, which was not compared yet. */
    boolean isFirst(String name) {
        LastReading last = readings.get(name);
        return last != null && last.state() == LastReading.State.FIRST;
    }

    /** Returns the last readings of some names, without those that are read again after a report of a loss. */
    Map<String, LastReading> of(Collection<String> names) {
        Map<String, LastReading> found = new HashMap<>();
        for (String name : names) {
            LastReading last = readings.get(name);
            if (last != null && last.state() != LastReading.State.AT_RISK) {
                found.put(name, last);
            }
        }
        return found;
    }

    /** Returns the number of losses that Redis has reported. */
    int losses() {
        return losses.get();
    }

    /**
     * Replaces a reading by the next one, which was compared, unless Redis has lost its data in the meantime.
     *
     * @param name name of the flag
     * @param last the reading before
     * @param value the value that was compared
     * @param lossesBefore the number of losses when the comparison began
     */
    void compared(String name, LastReading last, StoredValue value, int lossesBefore) {
        readings.computeIfPresent(
                name,
                (key, present) -> lossesBefore == losses() && present.equals(last)
                        ? new LastReading(value, last.declared(), LastReading.State.COMPARED)
                        : present);
    }
}
