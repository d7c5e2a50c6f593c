package io.featureflags.redis.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Detects outdated replies. Each read takes a ticket when it is sent. If a change of a name is reported after that, a
 * later read of the name follows, and the older reply is discarded. Otherwise, a reply that is overtaken by another one
 * would leave the flag stale for ever. For one thread.
 */
final class ReadOrder {

    private final Map<String, Long> changedAt = new HashMap<>();

    private long clock;

    private long allChangedAt;

    private int openReads;

    /** Registers a read that is being sent, and returns its ticket. */
    long begin() {
        openReads++;
        return ++clock;
    }

    /** Returns whether no read is open, so that every reported change has been read. */
    boolean isIdle() {
        return openReads == 0;
    }

    /** Registers reported changes of names. */
    void changed(Collection<String> names) {
        clock++;
        for (String name : names) {
            changedAt.put(name, clock);
        }
    }

    /** Registers that any name may have changed. */
    void allChanged() {
        allChangedAt = ++clock;
    }

    /** Returns whether no reply to a read is valid any more. */
    boolean isOutdated(long ticket) {
        return ticket < allChangedAt;
    }

    /**
     * Registers the reply to a read.
     *
     * @param ticket the ticket of the read
     * @param replies the replies by name
     * @return the replies that are still valid
     */
    <T> Map<String, T> end(long ticket, Map<String, T> replies) {
        Map<String, T> valid = new HashMap<>();
        if (!isOutdated(ticket)) {
            for (Map.Entry<String, T> reply : replies.entrySet()) {
                if (changedAt.getOrDefault(reply.getKey(), 0L) <= ticket) {
                    valid.put(reply.getKey(), reply.getValue());
                }
            }
        }
        openReads--;
        if (openReads == 0) { // Every future read has a later ticket than all registered changes.
            changedAt.clear();
        }
        return valid;
    }
}
