package io.featureflags.redis.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The flags that could not be read, because their server is away or a permission is missing. Redis does not tell when that
 * is over: it is tried. For one thread.
 */
final class UnansweredFlags {

    /** How many are tried: a cluster that serves nothing is not asked for thousands of flags each second. */
    private static final int PROBE = 100;

    /** From how many names on no more are noted: names that callers make up must not fill the memory. */
    private static final int MAX_NAMES = 100_000;

    private final FlagReader reader;

    /** What could not be asked for when it was last tried. */
    private final Set<String> away = new HashSet<>();

    UnansweredFlags(FlagReader reader) {
        this.reader = reader;
    }

    /**
     * Notes what a reading has found.
     *
     * @param names the names that were to be read
     * @param answered those for which there was an answer
     * @return the names that could not be asked for
     */
    Set<String> note(Collection<String> names, Set<String> answered) {
        Set<String> missing = new HashSet<>(names);
        missing.removeAll(answered);
        away.removeAll(answered);
        if (away.size() < MAX_NAMES) {
            away.addAll(missing);
        }
        return missing;
    }

    Set<String> all() {
        Set<String> all = new HashSet<>(away);
        all.addAll(reader.forbidden());
        return all;
    }

    /** Some of all, by chance. */
    Set<String> some() {
        List<String> shuffled = new ArrayList<>(all());
        Collections.shuffle(shuffled, ThreadLocalRandom.current());
        return Set.copyOf(shuffled.subList(0, Math.min(PROBE, shuffled.size())));
    }
}
