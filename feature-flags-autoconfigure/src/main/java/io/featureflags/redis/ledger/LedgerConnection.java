package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.PolledConnection;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * The connection of a ledger, opened when it is needed and opened anew after a failure. For one thread.
 */
final class LedgerConnection implements AutoCloseable {

    /** How many servers are tried, where one after the other turns out to be a replica. */
    private static final int SERVERS = 3;

    /**
     * How long a connection is used, however busy it is: for seconds after a failover, a former master takes writes that it
     * will throw away. Sentinel tells which one is the master whenever a connection is opened. A cluster sees to it by itself.
     */
    private static final Duration LONGEST_USE = Duration.ofSeconds(1);

    private final Supplier<FlagConnections> connecting;

    private volatile @Nullable FlagConnections connections;

    private volatile boolean ended;

    private @Nullable PolledConnection open;

    private long openedAt;

    /** Which of several servers to begin with. */
    private int server;

    LedgerConnection(Supplier<FlagConnections> connecting) {
        this.connecting = connecting;
    }

    /**
     * Runs commands.
     *
     * @param commands the commands; run again on another server if the one is read-only
     * @return what they give
     * @throws NoConnectionException if Redis cannot be reached: nothing was sent
     * @throws ErrorReply if Redis says no
     * @throws DataAccessException if no answer came
     */
    <T extends @Nullable Object> T call(Function<RedisConnection, T> commands) {
        for (int tried = 1; ; tried++) {
            RedisConnection connection = connection();
            try {
                return commands.apply(connection);
            } catch (RuntimeException ex) {
                ErrorReply reply = LedgerErrors.reply(ex);
                if (reply == null) {
                    drop();
                    throw ex;
                }
                if (!LedgerErrors.isOfReplica(reply)) {
                    throw reply;
                }
                drop(); // The master is another server now.
                server++;
                if (tried == SERVERS) {
                    throw reply;
                }
            }
        }
    }

    /**
     * Runs commands, once more if no answer came: the connection may have been lost since it was used last.
     *
     * @param commands the commands, which may be carried out twice
     * @return what they give
     * @throws NoConnectionException if Redis cannot be reached
     * @throws ErrorReply if Redis says no
     * @throws DataAccessException if no answer came
     */
    <T extends @Nullable Object> T callAgain(Function<RedisConnection, T> commands) {
        try {
            return call(commands);
        } catch (NoConnectionException | ErrorReply ex) {
            throw ex;
        } catch (RuntimeException ex) {
            return call(commands);
        }
    }

    private RedisConnection connection() {
        if (!isOfCluster() && System.nanoTime() - openedAt > LONGEST_USE.toNanos()) {
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
                close(); // Who ended it may have come before there was anything to close.
            }
            drop();
            ErrorReply reply = LedgerErrors.reply(ex);
            throw reply != null && LedgerErrors.isKnown(reply) ? reply : new NoConnectionException(ex);
        }
    }

    private boolean isOfCluster() {
        return open != null && open.connection() instanceof RedisClusterConnection;
    }

    /** Whether it was ended for good. */
    boolean isEnded() {
        return ended;
    }

    /** Closes what is open for want of work, but for a cluster, where Lettuce would log a warning for each node. */
    void rest() {
        if (!isOfCluster()) {
            close();
        }
    }

    /** Ends it for good, from any thread, whatever it waits for. */
    void end() {
        ended = true;
        FlagConnections all = connections;
        if (all != null) {
            all.close();
        }
    }

    /** Closes the connection. The driver's threads stay: it may be busy with one that failed. */
    private void drop() {
        PolledConnection closing = open;
        open = null;
        if (closing != null && !ended) {
            closing.close();
        }
    }

    /** Closes what is open; it is opened again when it is needed. */
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
