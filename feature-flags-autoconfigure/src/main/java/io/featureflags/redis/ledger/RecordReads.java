package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.redis.connection.FlagCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads flags together with their records, and waits for the replies. */
interface RecordReads {

    /** Reads the values of keys; null for those without one. */
    List<byte @Nullable []> mget(List<String> keys);

    boolean exists(String key);

    /** Returns whether one command can read the keys of several flags. */
    boolean readsSeveral();

    /** Returns the reads on the connection of the ledger. */
    static RecordReads on(DriverConnection connection) {
        return new RecordReads() {
            @Override
            public List<byte @Nullable []> mget(List<String> keys) {
                byte[][] encoded = new byte[keys.size()][];
                for (int i = 0; i < encoded.length; i++) {
                    encoded[i] = LedgerKeys.bytes(keys.get(i));
                }
                return connection.mget(encoded);
            }

            @Override
            public boolean exists(String key) {
                return connection.exists(LedgerKeys.bytes(key)) > 0;
            }

            @Override
            public boolean readsSeveral() {
                return !connection.isCluster();
            }
        };
    }

    /** Returns the reads on the tracked connections, which share each command out among the nodes of a cluster. */
    static RecordReads on(FlagCommands commands, Duration timeout) {
        return new RecordReads() {
            @Override
            public List<byte @Nullable []> mget(List<String> keys) {
                return await(commands.mget(keys));
            }

            @Override
            public boolean exists(String key) {
                return await(commands.exists(List.of(key))) > 0;
            }

            @Override
            public boolean readsSeveral() {
                return true;
            }

            private <T> T await(CompletableFuture<T> reply) {
                try {
                    return reply.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                            .join();
                } catch (CompletionException ex) {
                    throw new IllegalStateException(ex.getCause());
                }
            }
        };
    }
}
