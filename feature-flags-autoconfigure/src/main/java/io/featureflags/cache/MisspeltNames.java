package io.featureflags.cache;

import io.featureflags.spi.FlagStore;
import io.featureflags.text.NearestName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns of new values whose names look like those of flags: a person with redis-cli may have misspelt one. It warns once for
 * a name, and of ten names a minute. Other programs may set thousands of names a second, so that the work is bounded too.
 * For use by one thread at a time.
 */
final class MisspeltNames {

    private static final Log logger = LogFactory.getLog(MisspeltNames.class);

    private static final int MAX_REMEMBERED = 10_000;

    private static final int WARNINGS_PER_MINUTE = 10;

    /** About 2 % of a core. */
    private static final int COMPARISONS_PER_SECOND = 100_000;

    private final KnownFlags known;

    private final FlagStore store;

    private final LongSupplier nanoTime;

    /** The names that had a value before anything in this application mentioned them. The oldest is forgotten first. */
    private final Set<String> strangers = new LinkedHashSet<>();

    private long second;

    private long minute;

    private int comparisons;

    private int warnings;

    /**
     * Creates the check.
     *
     * @param known the flags that are known
     * @param store the store of the values
     * @param nanoTime the ticker, in nanoseconds
     */
    MisspeltNames(KnownFlags known, FlagStore store, LongSupplier nanoTime) {
        this.known = known;
        this.store = store;
        this.nanoTime = nanoTime;
        this.second = nanoTime.getAsLong();
        this.minute = second;
    }

    /** Warns of a name that has a value, and that nothing has mentioned, before the name becomes a flag. */
    void check(String name) {
        if (known.isMentioned(name) || !strangers.add(name)) {
            return;
        }
        if (strangers.size() > MAX_REMEMBERED) {
            strangers.remove(strangers.iterator().next());
        }
        String nearest = nearest(name);
        if (nearest != null) {
            warnings++;
            logger.warn(store.whereIs(name) + " is no known flag; did you mean " + nearest + "?");
        }
    }

    private @Nullable String nearest(String name) {
        startTimes();
        if (warnings >= WARNINGS_PER_MINUTE || comparisons >= COMPARISONS_PER_SECOND) {
            return null;
        }
        List<String> mentioned = known.names().stream()
                .filter(candidate -> !strangers.contains(candidate))
                .toList();
        comparisons += mentioned.size();
        String nearest = NearestName.find(name, mentioned);
        // tenant-12 beside tenant-13 is no mistake.
        return nearest == null || withoutDigits(nearest).equals(withoutDigits(name)) ? null : nearest;
    }

    private void startTimes() {
        long now = nanoTime.getAsLong();
        if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = now;
            comparisons = 0;
        }
        if (now - minute >= TimeUnit.MINUTES.toNanos(1)) {
            minute = now;
            warnings = 0;
        }
    }

    private static String withoutDigits(String name) {
        return name.replaceAll("[0-9]", "");
    }
}
