package io.featureflags.redis.connection;

import java.util.Collection;
import java.util.List;

/** What the tracked connections report of the records of changes. The methods are for the thread of the sync. */
public interface TrackedRecords {

    /**
     * Returns the prefixes of the keys whose changes are to be reported.
     *
     * @return the prefix of the keys of flags, and that of their records
     */
    List<String> prefixes();

    /**
     * Handles the beginning of tracking.
     *
     * @param servers the tracked servers
     */
    void trackingBegan(TrackedServers servers);

    /**
     * Handles changed, created or deleted keys.
     *
     * @param keys the keys, of which those of flags are ignored
     */
    void keysChanged(Collection<String> keys);

    /** Handles the end of tracking. */
    void trackingEnded();
}
