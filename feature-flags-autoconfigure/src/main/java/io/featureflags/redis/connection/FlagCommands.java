package io.featureflags.redis.connection;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands that read flags. A future completes with an {@link ErrorReply} if Redis returns an error, and with a
 * {@link NodeUnavailableException} if the node of a key is not connected. Any other exception means a broken
 * connection.
 */
public interface FlagCommands {

    /**
     * Reads the values of keys.
     *
     * @param keys the keys
     * @return the values in the order of the keys; null for a key that does not exist or is not a string
     */
    CompletableFuture<List<byte @Nullable []>> mget(List<String> keys);

    /**
     * Counts existing keys.
     *
     * @param keys the keys
     * @return the number of keys that exist
     */
    CompletableFuture<Long> exists(List<String> keys);

    /**
     * Reads the size of a value.
     *
     * @param key the key
     * @return the size in bytes; zero if the key does not exist
     */
    CompletableFuture<Long> strlen(String key);

    /**
     * Reads a value.
     *
     * @param key the key
     * @return the value; null if the key does not exist
     */
    CompletableFuture<byte @Nullable []> get(String key);

    /**
     * Reads how long keys still exist.
     *
     * @param keys the keys
     * @return the times in milliseconds in the order of the keys; negative for a key that does not expire
     */
    CompletableFuture<List<Long>> pttl(List<String> keys);
}
