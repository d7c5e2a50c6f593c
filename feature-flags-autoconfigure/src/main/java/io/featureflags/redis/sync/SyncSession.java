package io.featureflags.redis.sync;

import io.featureflags.spi.SyncMode;
import java.util.Collection;

/**
 * The synchronization over one set of connections, from their opening until the first failure. It reports to
 * {@link RedisSync}: {@link RedisSync#current} after each reading of all flags, {@link RedisSync#ended} after a
 * failure. All methods are for the thread of the sync. An exception from any of them ends the session, too.
 */
interface SyncSession extends AutoCloseable {

    /** Returns how closely this session follows Redis. */
    SyncMode mode();

    /**
     * Begins with a reading of all flags.
     *
     * @param sizesFirst whether to read the size of each value before the value, because the last session broke while
     *     it read the values
     */
    void begin(boolean sizesFirst);

    /**
     * Reads flags out of turn.
     *
     * @param names names of the flags
     * @param done the callback after the reading; not called if the session ends first
     */
    void read(Collection<String> names, Runnable done);

    @Override
    void close();
}
