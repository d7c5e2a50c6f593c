package io.featureflags.redis.sync;

import io.featureflags.spi.SyncMode;
import java.util.Collection;

/**
 * A time of following Redis on the same connections: from their opening until the first failure. For the thread of the
 * sync, as are its callbacks; what a method throws ends the session as well.
 */
interface SyncSession extends AutoCloseable {

    /** How closely Redis is followed in this session. */
    SyncMode mode();

    /**
     * Begins with a reading of all flags.
     *
     * @param careful whether to look at the size of each value before it is fetched, because the last session ended
     *     over the fetching
     */
    void begin(boolean careful);

    /**
     * Reads flags out of turn.
     *
     * @param names names of the flags
     * @param done is run when they have been read; not if the session ends before that
     */
    void read(Collection<String> names, Runnable done);

    @Override
    void close();

    /** Whom a session reports to. */
    interface Supervisor {

        /** All flags are current now. */
        void current(SyncSession session);

        /**
         * The session is over.
         *
         * @param session the session
         * @param reason why
         */
        void ended(SyncSession session, Throwable reason);
    }
}
