package io.featureflags.redis.sync;

import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.PolledConnection;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackedRecords;
import io.featureflags.redis.connection.TrackingRefusedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens sessions: with client tracking if Redis supports it, else with polling. */
final class SyncSessions {

    private final Supplier<FlagConnections> connecting;

    private final RedisSettings settings;

    private final ExpiringCopy copy;

    private final TrackedRecords records;

    private final SyncThread thread;

    private final RedisSync sync;

    private volatile @Nullable FlagConnections connections;

    private volatile boolean closed;

    /** The reason why Redis does not support tracking; null if none is known. */
    private @Nullable String refusal;

    SyncSessions(
            Supplier<FlagConnections> connecting,
            RedisSettings settings,
            ExpiringCopy copy,
            TrackedRecords records,
            SyncThread thread,
            RedisSync sync) {
        this.connecting = connecting;
        this.settings = settings;
        this.copy = copy;
        this.records = records;
        this.thread = thread;
        this.sync = sync;
    }

    /** Returns the reason for polling; null with tracking. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Makes the next sessions poll, until {@link #track} succeeds. */
    void refuse(Throwable reason) {
        refusal = FailureText.of(reason);
    }

    /** Forgets the refusal: after an outage, another server may answer. */
    void forget() {
        refusal = null;
    }

    /**
     * Opens a session.
     *
     * @return the session
     * @throws RuntimeException if Redis cannot be reached
     */
    SyncSession open() {
        if (refusal == null) {
            try {
                return track();
            } catch (TrackingRefusedException ex) {
                refuse(ex);
            }
        }
        PolledConnection connection = connections().open(0);
        FlagReader reader = new FlagReader(connection, settings, copy::hasValue);
        return new PollingSession(connection, reader, copy, thread, settings.pollInterval(), sync);
    }

    /**
     * Opens a session with client tracking.
     *
     * @return the session
     * @throws TrackingRefusedException if Redis does not support tracking
     * @throws RuntimeException if Redis cannot be reached
     */
    SyncSession track() {
        SyncSession tracking = new TrackingSession(connections(), settings, copy, records, thread, sync);
        refusal = null;
        return tracking;
    }

    /** Closes all connections for good, from any thread. A connection that is just being opened fails. */
    void close() {
        closed = true;
        FlagConnections open = connections;
        if (open != null) {
            open.close();
        }
    }

    private FlagConnections connections() {
        FlagConnections open = connections;
        if (open == null) {
            open = connecting.get();
            connections = open;
        }
        if (closed) { // close() may have run before there was anything to close.
            open.close();
            throw new IllegalStateException("Stopped");
        }
        return open;
    }
}
