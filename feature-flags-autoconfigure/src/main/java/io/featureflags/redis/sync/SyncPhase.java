package io.featureflags.redis.sync;

import io.featureflags.redis.connection.ErrorReply;

/**
 * Where the synchronization is between the loss of a connection and current flags. It decides how the next session
 * reads all flags for the first time.
 */
enum SyncPhase {

    /** There is no session. */
    DISCONNECTED,

    /** There is no session, and the last one broke while it read all flags: a value may have been too large. */
    BROKEN_WHILE_READING,

    /** A session reads all flags. */
    READING,

    /** A session reads all flags, each value after its size. */
    READING_SIZES_FIRST,

    /** All flags have been current in the present session. */
    CURRENT;

    /** Returns the phase after a session was opened. */
    SyncPhase opened() {
        return this == BROKEN_WHILE_READING ? READING_SIZES_FIRST : READING;
    }

    /** Returns the phase after a session has read all flags. */
    SyncPhase allRead() {
        return CURRENT;
    }

    /**
     * Returns the phase after a failure.
     *
     * @param reason the failure; an {@link ErrorReply} means that the connection survived, so that no value was too
     *     large
     * @return the phase without a session
     */
    SyncPhase failed(Throwable reason) {
        boolean reading = this == READING || this == READING_SIZES_FIRST;
        return reading && !(reason instanceof ErrorReply) ? BROKEN_WHILE_READING : DISCONNECTED;
    }

    /** Returns the phase after a session was closed without a failure. The next one reads in the same way. */
    SyncPhase closed() {
        return switch (this) {
            case READING, CURRENT -> DISCONNECTED;
            case READING_SIZES_FIRST -> BROKEN_WHILE_READING;
            case DISCONNECTED, BROKEN_WHILE_READING -> this;
        };
    }

    boolean readsSizesFirst() {
        return this == READING_SIZES_FIRST;
    }
}
