package io.featureflags.redis.sync;

import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.PolledConnection;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackingRefusedException;
import io.featureflags.spi.FlagCopy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens sessions: one in which Redis tells of changes where it does, else one in which it is asked. */
final class SyncSessions {

    private final Supplier<FlagConnections> connecting;

    private final RedisSettings settings;

    private final FlagCopy copy;

    private final SyncThread thread;

    private final SyncSession.Supervisor supervisor;

    private volatile @Nullable FlagConnections connections;

    /** Why Redis does not tell of changes; null as long as it is not known not to. */
    private @Nullable String refusal;

    SyncSessions(
            Supplier<FlagConnections> connecting,
            RedisSettings settings,
            FlagCopy copy,
            SyncThread thread,
            SyncSession.Supervisor supervisor) {
        this.connecting = connecting;
        this.settings = settings;
        this.copy = copy;
        this.thread = thread;
        this.supervisor = supervisor;
    }

    /** Why Redis is asked, and does not tell by itself; null if it tells. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** From now on Redis is asked, until {@link #track} finds that it tells. */
    void refuse(Throwable why) {
        refusal = FailureText.of(why);
    }

    /** What is known of Redis counts no more: it may be another server that comes back. */
    void forget() {
        refusal = null;
    }

    /**
     * Opens a session.
     *
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
        return new PollingSession(connection, reader, copy, thread, settings.pollInterval(), supervisor);
    }

    /**
     * Opens a session in which Redis tells of changes.
     *
     * @throws TrackingRefusedException if it does not
     * @throws RuntimeException if Redis cannot be reached
     */
    SyncSession track() {
        SyncSession tracking = new TrackingSession(connections(), settings, copy, thread, supervisor);
        refusal = null;
        return tracking;
    }

    /** Closes all connections, from any thread; what is just being connected fails. */
    void close() {
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
        return open;
    }
}
