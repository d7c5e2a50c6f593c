package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;

/**
 * Notices that a master has become a replica. Behind a proxy, a connection to it stays open, while new ones lead to the
 * new master. A proxy may follow late, or never: so the attempts to reach a master become rare, and an application that
 * uses a replica all the time makes none. Needs no lock: a heartbeat begins after the previous one was handled.
 */
final class RoleWatch {

    private static final int MOST_HEARTBEATS = 30;

    private boolean masterSeen;

    /** Number of heartbeats since the last attempt that a replica answered. */
    private int heartbeats;

    /** Number of such heartbeats before the next attempt. */
    private int limit = 1;

    /**
     * Checks the role of the server after a heartbeat.
     *
     * @param role the role; null if it is unknown
     * @throws IllegalStateException if another connection may reach a master instead
     */
    void check(@Nullable String role) {
        if ("master".equals(role)) {
            masterSeen = true;
            heartbeats = 0;
            limit = 1;
        } else if (masterSeen && role != null && ++heartbeats >= limit) {
            heartbeats = 0;
            limit = Math.min(MOST_HEARTBEATS, 2 * limit);
            throw new IllegalStateException("The server is a replica now");
        }
    }
}
