package io.featureflags.redis.connection;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** The servers that have the flags, on connections on which they tell of every change. */
public interface TrackedServers extends AutoCloseable {

    /** The commands to read flags by. */
    FlagCommands commands();

    /** Asks all servers for a sign of life, and whether they are still the right ones. */
    CompletableFuture<Void> ping();

    @Override
    void close();

    /** What servers tell. Called on threads of the connections, which must not be held up. */
    interface Listener {

        /**
         * Keys have changed, or have come or gone.
         *
         * @param keys the keys, with the prefix of flags
         */
        void changed(Collection<String> keys);

        /** A server has thrown away all of its data. */
        void flushed();

        /**
         * Another server tells from now on, or one tells no more: what changed there was not told, and what is being
         * read may be older.
         */
        void serversChanged();

        /** The connections are of no use any more. */
        void failed(Throwable reason);
    }
}
