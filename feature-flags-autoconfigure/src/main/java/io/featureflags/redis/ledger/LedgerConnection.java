package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.PolledConnection;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connection of a ledger, opened on demand and again after a failure. For one thread. */
final class LedgerConnection implements AutoCloseable {

    /** Number of servers to try if one after the other turns out to be a replica. */
    private static final int SERVERS = 3;

    /**
     * Maximum time that a connection is used, even if it is busy: for seconds after a failover, a former master accepts writes
     * that it will lose. Opening a connection looks up the master in Sentinel. A cluster driver redirects by itself.
     */
    private static final Duration LONGEST_USE = Duration.ofSeconds(1);

    /** The same for counts, of which a failover may lose some. A running plan would open a connection each second. */
    private static final Duration LONGEST_USE_FOR_COUNTS = Duration.ofSeconds(30);

    private final Supplier<FlagConnections> connecting;

    private volatile @Nullable FlagConnections connections;

    private volatile boolean ended;

    private @Nullable PolledConnection open;

    private long openedAt;

    /** Index of the server to try first. */
    private int server;

    LedgerConnection(Supplier<FlagConnections> connecting) {
        this.connecting = connecting;
    }

    /**
     * Runs commands.
     *
     * @param commands the commands, which run again on another server if the first is read-only
     * @return the result of the commands
     * @throws NoConnectionException if Redis cannot be reached, so that no command was sent
     * @throws ErrorReply if Redis returns an error
     * @throws RuntimeException if no reply came
     */
    <T extends @Nullable Object> T call(Function<DriverConnection, T> commands) {
        return call(LONGEST_USE, commands);
    }

    private <T extends @Nullable Object> T call(Duration longestUse, Function<DriverConnection, T> commands) {
        for (int attempt = 1; ; attempt++) {
            DriverConnection connection = connection(longestUse);
            try {
                return commands.apply(connection);
            } catch (RuntimeException ex) {
                ErrorReply reply = LedgerErrors.reply(ex);
                if (reply == null) {
                    drop();
                    throw ex;
                }
                if (!LedgerErrors.isFromReplica(reply)) {
                    throw reply;
                }
                drop(); // Another server is the master now.
                server++;
                if (attempt == SERVERS) {
                    throw reply;
                }
            }
        }
    }

    /**
     * Runs commands, and once more if no reply came: the connection may have been lost since its last use.
     *
     * @param commands the commands, which may be carried out twice
     * @return the result of the commands
     * @throws NoConnectionException if Redis cannot be reached
     * @throws ErrorReply if Redis returns an error
     * @throws RuntimeException if no reply came
     */
    <T extends @Nullable Object> T callWithRetry(Function<DriverConnection, T> commands) {
        return callWithRetry(LONGEST_USE, commands);
    }

    /** Runs commands of a guarded rollout as {@link #callWithRetry} does, but on a connection that may be older. */
    <T extends @Nullable Object> T count(Function<DriverConnection, T> commands) {
        return callWithRetry(LONGEST_USE_FOR_COUNTS, commands);
    }

    private <T extends @Nullable Object> T callWithRetry(Duration longestUse, Function<DriverConnection, T> commands) {
        try {
            return call(longestUse, commands);
        } catch (NoConnectionException | ErrorReply ex) {
            throw ex;
        } catch (RuntimeException ex) {
            return call(longestUse, commands);
        }
    }

    private DriverConnection connection(Duration longestUse) {
        if (!isOfCluster() && System.nanoTime() - openedAt > longestUse.toNanos()) {
            drop();
        }
        try {
            FlagConnections all = connections;
            if (all == null) {
                all = connecting.get();
                connections = all;
            }
            if (ended) {
                throw new IllegalStateException("Stopped");
            }
            PolledConnection opened = open;
            if (opened == null) {
                opened = all.open(server);
                open = opened;
                openedAt = System.nanoTime();
            }
            return opened.connection();
        } catch (RuntimeException ex) {
            if (ended) {
                close(); // end() may have run before there was anything to close.
            }
            drop();
            ErrorReply reply = LedgerErrors.reply(ex);
            throw reply != null && LedgerErrors.hasRemedy(reply) ? reply : new NoConnectionException(ex);
        }
    }

    private boolean isOfCluster() {
        return open != null && open.connection().isCluster();
    }

    /** Returns whether the connection has ended for good. */
    boolean isEnded() {
        return ended;
    }

    /** Closes an idle connection. That of a cluster stays: Lettuce would log a warning for each node. */
    void closeUnlessCluster() {
        if (!isOfCluster()) {
            close();
        }
    }

    /** Ends the connection for good, from any thread, even if the driver waits for Redis. */
    void end() {
        ended = true;
        FlagConnections all = connections;
        if (all != null) {
            all.close();
        }
    }

    /** Closes the connection. The driver's threads stay: they may still be closing a failed connection. */
    private void drop() {
        PolledConnection closing = open;
        open = null;
        if (closing != null && !ended) {
            closing.close();
        }
    }

    /** Closes the connection and the driver's threads; the next use opens them again. */
    @Override
    public void close() {
        drop();
        FlagConnections all = connections;
        connections = null;
        if (all != null) {
            all.close();
        }
    }

    /** Redis could not be reached. */
    static final class NoConnectionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoConnectionException(RuntimeException cause) {
            super(FailureText.of(cause), cause);
        }
    }
}
