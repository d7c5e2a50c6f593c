package io.featureflags.cache;

import io.featureflags.spi.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells a loss of data from deletions: nobody deletes at least three flags and more than half of all within a second, but
 * a flush, an eviction, an empty replica and a server that kept nothing on disk do. Who does delete as many is on record,
 * which is lost with the data. What was lost keeps its last known value. For one thread at a time.
 */
final class DataLossGuard {

    private static final Log logger = LogFactory.getLog(DataLossGuard.class);

    private static final int FEWEST = 3;

    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KnownFlags flags;

    private final LongSupplier nanoTime;

    /** What has vanished within the last second. */
    private final List<Vanished> recent = new ArrayList<>();

    /** Whether a loss was said, and is not over. */
    private boolean said;

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
     * Before flags that the store does not have any more lose their values.
     *
     * @return what was taken for deleted before, and has its value again
     */
    List<FlagChange> before(Map<String, StoredValue> readings) {
        List<CachedFlag> vanishing =
                flags.lostBy(readings).stream().filter(CachedFlag::isPresent).toList();
        List<FlagChange> changes = new ArrayList<>();
        if (vanishing.isEmpty()) {
            return changes;
        }
        long now = nanoTime.getAsLong();
        recent.removeIf(earlier -> now - earlier.nanos > AT_ONCE_NANOS || earlier.flag.isPresent());
        vanishing.forEach(flag -> recent.add(new Vanished(flag, Objects.requireNonNull(flag.lastValue()), now)));
        long remaining = present(flags.all()) - present(flags.absentBy(readings));
        if (recent.size() >= FEWEST && recent.size() > remaining) {
            for (Vanished lost : recent) {
                FlagChange change = lost.flag.keepVanished(lost.value);
                if (change != null) {
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    private static long present(Collection<CachedFlag> some) {
        return some.stream().filter(CachedFlag::isPresent).count();
    }

    /** After that: says a loss once it is sure, and once it is over. */
    void after(Map<String, StoredValue> readings) {
        long lost =
                flags.absentBy(readings).stream().filter(CachedFlag::isVanished).count();
        if (lost > 0 && !said) {
            said = true;
            long known = flags.all().stream()
                    .filter(flag -> flag.isPresent() || flag.isVanished())
                    .count();
            logger.warn(lost + " of " + known + " feature flags are gone from the store at once, as after a flush"
                    + " or the start of an empty server. They keep their last known values until they are set again.");
        } else if (said && flags.all().stream().noneMatch(CachedFlag::isVanished)) {
            said = false;
            logger.info("The feature flags that were gone from the store at once have all been set again");
        }
    }

    /** The store has said that it threw away everything, which may be that of others. */
    void all() {
        flags.all().stream().filter(CachedFlag::isPresent).forEach(CachedFlag::lossTold);
    }

    private record Vanished(CachedFlag flag, LastValue value, long nanos) {}
}
