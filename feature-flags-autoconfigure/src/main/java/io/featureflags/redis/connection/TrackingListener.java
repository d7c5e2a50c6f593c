package io.featureflags.redis.connection;

import java.util.Collection;

/** Listener for what tracked servers report. Called on threads of the driver, so methods must return at once. */
public interface TrackingListener {

    /**
     * Handles changed, created or deleted keys.
     *
     * @param keys the keys, including the prefix of flags
     */
    void keysChanged(Collection<String> keys);

    /** Handles a server that removed all of its data. */
    void dataFlushed();

    /** Handles a server that joined or left: its changes were not reported, and open readings may be outdated. */
    void serversChanged();

    /**
     * Handles the end of the connections.
     *
     * @param reason the failure
     */
    void connectionLost(Throwable reason);
}
