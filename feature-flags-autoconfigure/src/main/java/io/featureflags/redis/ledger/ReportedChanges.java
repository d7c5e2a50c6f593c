package io.featureflags.redis.ledger;

import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.StoredValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The order in which Redis reports a flag and its record. A write through this library sets the record first, so that its
 * report comes first. An external change is reported before another instance records it. For the thread of the sync.
 */
final class ReportedChanges {

    /** Longest time between the reports of a record and its flag, which Redis sends together. */
    private static final long TOGETHER = Duration.ofMillis(50).toNanos();

    /** Number of remembered records, before old ones are removed. */
    private static final int SLACK = 1000;

    /** Whether Redis reports records before the flags that change with them. Else no change is known to be external. */
    private final boolean recordsFirst;

    private final LongSupplier nanoTime;

    /** The flags that are being read. */
    private final Map<String, Report> open = new HashMap<>();

    /** The times of the reports of records. */
    private final Map<String, Long> recordedAt = new HashMap<>();

    /** The values that others than this library have set, by flag. Other threads read them. */
    private final Map<String, Optional<String>> external = new ConcurrentHashMap<>();

    ReportedChanges(String keyPrefix, LongSupplier nanoTime) {
        // Redis sends the reports of one moment in the order of their prefixes.
        this.recordsFirst = LedgerKeys.lastPrefix(keyPrefix).compareTo(keyPrefix) < 0;
        this.nanoTime = nanoTime;
    }

    /** Handles the report of a record. */
    void recorded(String name) {
        open.computeIfPresent(name, (flag, report) -> new Report(report.external, true));
        long now = nanoTime.getAsLong();
        recordedAt.put(name, now);
        if (recordedAt.size() > SLACK) {
            recordedAt.values().removeIf(at -> now - at > TOGETHER);
        }
    }

    /** Handles the report of a flag, which is read then. */
    void changed(String name) {
        Long recorded = recordedAt.remove(name);
        boolean together = recorded != null && nanoTime.getAsLong() - recorded <= TOGETHER;
        open.put(name, new Report(recordsFirst && !together, false));
    }

    /**
     * Handles the reading of a flag, before others learn of the change.
     *
     * @param name name of the flag
     * @param value the value
     * @param isFlag whether the key is that of a flag, and not of another program
     */
    void read(String name, StoredValue value, boolean isFlag) {
        Report report = open.get(name);
        if (report != null && report.external && isFlag && !(value instanceof StoredValue.Unreadable)) {
            external.put(name, text(value));
        } else {
            external.remove(name);
        }
    }

    private static Optional<String> text(StoredValue value) {
        return value instanceof StoredValue.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    /** Ends the reading of a flag, and returns whether its record was reported after its change. */
    boolean end(String name) {
        Report report = open.remove(name);
        return report != null && report.recorded;
    }

    /** Returns whether a change is known to be external. For any thread. */
    boolean isExternal(FeatureFlagChangedEvent event) {
        return Optional.ofNullable(event.after()).equals(external.get(event.flag()));
    }

    void clear() {
        open.clear();
        recordedAt.clear();
        external.clear();
    }

    /**
     * The report of a change.
     *
     * @param external whether the report of a record did not come before it
     * @param recorded whether the report of a record came after it
     */
    private record Report(boolean external, boolean recorded) {}
}
