package io.featureflags.redis.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Says whether an answer is still good. A read takes a ticket when it is sent; a name that is said to have changed after
 * that has a younger read on its way, so that the older answer must not be taken for it. Without this rule, answers that
 * overtake each other leave flags stale for ever. For one thread.
 */
final class ReadOrder {

    private final Map<String, Long> changedAt = new HashMap<>();

    private long clock;

    private long flushedAt;

    private int reads;

    /** A read is sent. */
    long begin() {
        reads++;
        return ++clock;
    }

    /** Whether no read is on its way: all that was said to have changed has been read. */
    boolean isIdle() {
        return reads == 0;
    }

    /** Names are said to have changed. */
    void changed(Collection<String> names) {
        clock++;
        names.forEach(name -> changedAt.put(name, clock));
    }

    /** All names are said to have changed. */
    void flushed() {
        flushedAt = ++clock;
    }

    /** Whether no answer to a read is good any more. */
    boolean isOutdated(long ticket) {
        return ticket < flushedAt;
    }

    /**
     * A read is answered, or has failed.
     *
     * @param ticket the ticket of the read
     * @param answers the answers, by name
     * @return the answers that are still good
     */
    <T> Map<String, T> end(long ticket, Map<String, T> answers) {
        Map<String, T> good = new HashMap<>(answers);
        if (isOutdated(ticket)) {
            good.clear();
        }
        good.keySet().removeIf(name -> changedAt.getOrDefault(name, 0L) > ticket);
        reads--;
        if (reads == 0) { // Every read to come has a younger ticket than all that is noted here.
            changedAt.clear();
        }
        return good;
    }
}
