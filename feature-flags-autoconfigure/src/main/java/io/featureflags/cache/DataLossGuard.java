package io.featureflags.cache;

import io.featureflags.spi.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Distinguishes a data loss from deletions. It suspects a loss if at least three flags, and more than half of all,
 * disappear within a second. A flush, an eviction, an empty replica and a server without persistence do that, and a
 * person does not. Deletions through the API are on record and do not count; a loss takes the record along with the
 * data. A flag that is lost keeps its last known value. For use by one thread at a time.
 */
final class DataLossGuard {

    private static final Log logger = LogFactory.getLog(DataLossGuard.class);

    private static final int FEWEST = 3;

    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KnownFlags flags;

    private final LongSupplier nanoTime;

    /** The values that have disappeared within the last second. */
    private final List<Disappearance> recent = new ArrayList<>();

    /** The names whose values are lost and have not been set again. The flags may have been dropped meanwhile. */
    private final Set<String> lost = new HashSet<>();

    /** Whether a loss was logged, and is not over. */
    private boolean logged;

    /**
     * Creates the guard.
     *
     * @param flags all flags
     * @param nanoTime the ticker, in nanoseconds
     */
    DataLossGuard(KnownFlags flags, LongSupplier nanoTime) {
        this.flags = flags;
        this.nanoTime = nanoTime;
    }

    /**
     * Keeps the values of the flags that are lost by some readings, before the flags accept the readings.
     *
     * @param readings the readings, by the flag's name
     * @return the changes of flags that were taken for deleted within the last second, and have their value again
     */
    List<FlagChange> keepLost(Map<String, StoredValue> readings) {
        List<FlagChange> changes = new ArrayList<>();
        List<CachedFlag> disappearing = new ArrayList<>();
        for (CachedFlag flag : flags.absentWithoutRecordIn(readings)) {
            if (flag.isPresent()) {
                disappearing.add(flag);
            }
        }
        if (disappearing.isEmpty()) {
            return changes;
        }
        remember(disappearing);
        long remaining = countPresent(flags.all()) - countPresent(flags.absentIn(readings));
        if (recent.size() >= FEWEST && recent.size() > remaining) {
            for (Disappearance lost : recent) {
                FlagChange change = lost.flag.keepLost(lost.value);
                if (change != null) {
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    /** Ends the time in which flags count as gone at once: what is gone by now was deleted before a loss that follows. */
    void separate() {
        recent.clear();
    }

    private void remember(List<CachedFlag> disappearing) {
        long now = nanoTime.getAsLong();
        recent.removeIf(earlier -> now - earlier.nanos > AT_ONCE_NANOS || earlier.flag.isPresent());
        disappearing.forEach(
                flag -> recent.add(new Disappearance(flag, Objects.requireNonNull(flag.lastValue()), now)));
    }

    private static long countPresent(Collection<CachedFlag> flags) {
        return flags.stream().filter(CachedFlag::isPresent).count();
    }

    /** Logs a loss when it is certain and when it is over, after the flags have accepted the readings. */
    void log(Map<String, StoredValue> readings) {
        List<String> vanished = new ArrayList<>();
        for (CachedFlag flag : flags.absentIn(readings)) {
            if (flag.isVanished()) {
                vanished.add(flag.name());
            }
        }
        if (!lost.isEmpty()) {
            lost.removeIf(name -> readings.containsKey(name) && flags.get(name) != null);
        }
        lost.addAll(vanished);
        if (!vanished.isEmpty() && !logged) {
            logged = true;
            long known = flags.all().stream()
                    .filter(flag -> flag.isPresent() || flag.isVanished())
                    .count();
            logger.warn(vanished.size() + " of " + known + " feature flags are gone from the store at once, as after a"
                    + " flush or the start of an empty server. They keep their last known values until they are set"
                    + " again.");
        } else if (logged && flags.all().stream().noneMatch(CachedFlag::isVanished)) {
            logged = false;
            logger.info(
                    "The feature flags that were gone from the store at once have all been set again" + exception());
            lost.clear();
        }
    }

    private String exception() {
        return lost.isEmpty()
                ? ""
                : ", except " + lost.size() + " of neither code nor configuration: their last known values were dropped"
                        + " to keep the limit feature-flags.redis.max-asked-names";
    }

    private record Disappearance(CachedFlag flag, InterpretedValue value, long nanos) {}
}
