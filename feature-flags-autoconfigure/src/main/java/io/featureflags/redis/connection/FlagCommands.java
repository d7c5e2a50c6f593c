package io.featureflags.redis.connection;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands that flags are read by. What they return completes with an {@link ErrorReply} where Redis answers with an
 * error, with a {@link NodeUnavailableException} where a key cannot be asked for now, and with any other exception where the
 * connection is broken.
 */
public interface FlagCommands {

    /** The values of keys, in their order; null for a key that does not exist, and for one that is no string. */
    CompletableFuture<List<byte @Nullable []>> mget(List<String> keys);

    /** How many of the keys exist. */
    CompletableFuture<Long> exists(List<String> keys);

    /** How many bytes a value has; zero without one. */
    CompletableFuture<Long> strlen(String key);

    /** The value of a key; null if it does not exist. */
    CompletableFuture<byte @Nullable []> get(String key);
}
