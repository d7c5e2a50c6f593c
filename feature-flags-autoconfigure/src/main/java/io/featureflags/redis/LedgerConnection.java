package io.featureflags.redis;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * The connection of a ledger, opened when it is needed and opened anew after a failure. For one thread.
 */
final class LedgerConnection implements AutoCloseable {

    /** How many servers are tried, where one after the other turns out to be a replica. */
    private static final int SERVERS = 3;

    private final Supplier<OwnConnections> connecting;

    private volatile @Nullable OwnConnections connections;

    private volatile boolean ended;

    private @Nullable PolledConnection open;

    /** Which of several servers to begin with. */
    private int server;

    LedgerConnection(Supplier<OwnConnections> connecting) {
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
                    close();
                    throw ex;
                }
                if (!LedgerErrors.isOfReplica(reply)) {
                    throw reply;
                }
                close(); // The master is another server now.
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
        try {
            OwnConnections all = connections;
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
            }
            return opened.connection();
        } catch (RuntimeException ex) {
            close();
            throw new NoConnectionException(ex);
        }
    }

    /** Ends it for good, from any thread, whatever it waits for. */
    void end() {
        ended = true;
        OwnConnections all = connections;
        if (all != null) {
            all.close();
        }
    }

    /** Closes what is open; it is opened again when it is needed. */
    @Override
    public void close() {
        PolledConnection closing = open;
        OwnConnections all = connections;
        open = null;
        connections = null;
        if (closing != null && !ended) {
            closing.close();
        }
        if (all != null) {
            all.close();
        }
    }

    /** Redis could not be reached. */
    static final class NoConnectionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoConnectionException(RuntimeException cause) {
            super(SyncLog.describe(cause), cause);
        }
    }
}
