package io.featureflags.redis.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The flags that could not be read because their server is unavailable or a permission is missing. Redis does not
 * report when that is over, so a sample is read again and again. For one thread.
 */
final class UnansweredFlags {

    /** Size of a sample: a cluster that serves no flag does not receive thousands of reads each second. */
    private static final int SAMPLE_SIZE = 100;

    /** Largest number of names. Names that callers make up at run time must not exhaust the memory. */
    private static final int MAX_NAMES = 100_000;

    private final FlagReader reader;

    /** The flags whose server was unavailable at the last attempt. */
    private final Set<String> unavailable = new HashSet<>();

    UnansweredFlags(FlagReader reader) {
        this.reader = reader;
    }

    /**
     * Updates the flags after a reading.
     *
     * @param names the names to be read
     * @param answered the names with a reading
     * @return the names without a reading
     */
    Set<String> update(Collection<String> names, Set<String> answered) {
        Set<String> missing = new HashSet<>(names);
        missing.removeAll(answered);
        unavailable.removeAll(answered);
        if (unavailable.size() < MAX_NAMES) {
            unavailable.addAll(missing);
        }
        return missing;
    }

    /** Reads a sample, and all of the others if one of the sample could be read. */
    void readWith(SyncSession session) {
        Set<String> sample = sample();
        if (!sample.isEmpty()) {
            session.read(sample, () -> {
                Set<String> remaining = all();
                if (!remaining.isEmpty() && !remaining.containsAll(sample)) {
                    session.read(remaining, () -> {});
                }
            });
        }
    }

    /** Returns all names. */
    Set<String> all() {
        Set<String> all = new HashSet<>(unavailable);
        all.addAll(reader.forbidden());
        return all;
    }

    /** Returns a random sample of the names. */
    Set<String> sample() {
        List<String> shuffled = new ArrayList<>(all());
        Collections.shuffle(shuffled, ThreadLocalRandom.current());
        return Set.copyOf(shuffled.subList(0, Math.min(SAMPLE_SIZE, shuffled.size())));
    }
}
