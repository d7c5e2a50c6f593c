package io.featureflags.redis.connection;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The commands of flags on a connection of any driver. Each waits for its reply. Failures are the exceptions of the
 * driver; the innermost cause of one for an error reply has that reply as its message.
 */
public interface DriverConnection {

    /**
     * Returns whether the connection is one to all nodes of a cluster.
     *
     * @return whether it is one to a cluster
     */
    boolean isCluster();

    /** Sends a {@code PING}. */
    void ping();

    /**
     * Reads the values of keys, in a cluster from all their nodes.
     *
     * @param keys the keys
     * @return the values in the order of the keys; null for a key that does not exist or is not a string
     */
    List<byte @Nullable []> mget(byte[]... keys);

    /**
     * Counts existing keys.
     *
     * @param keys the keys
     * @return the number of keys that exist
     */
    long exists(byte[]... keys);

    /**
     * Reads the size of a value.
     *
     * @param key the key
     * @return the size in bytes; zero if the key does not exist
     */
    long strlen(byte[] key);

    /**
     * Reads a value.
     *
     * @param key the key
     * @return the value; null if the key does not exist
     */
    byte @Nullable [] get(byte[] key);

    /**
     * Reads the times to live of keys, without a round trip for each where the driver can.
     *
     * @param keys the keys
     * @return milliseconds in the order of the keys, as of {@code PTTL}: negative for a key without an end or without a value
     */
    List<Long> pttl(byte[]... keys);

    /**
     * Runs a script.
     *
     * @param script the text of the script
     * @param keys number of keys
     * @param keysAndArguments the keys, then the arguments
     * @return the reply: texts as bytes, lists as lists
     */
    List<?> eval(byte[] script, int keys, byte[]... keysAndArguments);

    /**
     * Runs a script that the server has.
     *
     * @param sha1 the hash of the script in hexadecimal digits
     * @param keys number of keys
     * @param keysAndArguments the keys, then the arguments
     * @return the reply: texts as bytes, lists as lists
     */
    List<?> evalsha(String sha1, int keys, byte[]... keysAndArguments);

    /**
     * Reads the last entries of a stream.
     *
     * @param key the key of the stream
     * @param limit maximum number of entries
     * @return the entries, the newest first
     */
    List<StreamEntry> xrevrange(byte[] key, int limit);

    /**
     * Searches for keys, in a cluster on all masters. A key may be found twice.
     *
     * @param pattern the pattern of the keys
     * @param type the type of their values, such as {@code string}
     * @param visitor receives each key; false ends the search
     * @return whether the search came to its end
     */
    boolean scan(String pattern, String type, Predicate<byte[]> visitor);
}
