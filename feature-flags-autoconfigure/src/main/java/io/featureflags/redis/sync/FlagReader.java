package io.featureflags.redis.sync;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.NodeUnavailableException;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.ledger.RecordedDeletions;
import io.featureflags.spi.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads flags, many per command. A key that cannot be read does not affect the others: it is isolated, and read on its
 * own with its size first, until it can be read again. Flags whose node is unavailable are missing from the result.
 */
final class FlagReader {

    /** Largest number of flags that are read one by one if some of them need it; more are halved first. */
    private static final int FEW = 8;

    /** The time at which a key expires that has none. */
    static final long NEVER = Long.MAX_VALUE;

    /** The time to live of a key that does not exist, as Redis returns it. */
    private static final long ABSENT = -2;

    private final FlagCommands commands;

    private final String keyPrefix;

    private final ValueDecoder decoder;

    private final RecordedDeletions deletions;

    private final IsolatedFlags isolated = new IsolatedFlags();

    /** Whether the permission to read when keys expire is missing. The next session tries again. */
    private volatile boolean expiriesForbidden;

    private volatile boolean flushReported;

    /**
     * Creates the reader.
     *
     * @param commands the commands of a connection
     * @param settings key prefix and largest size of a value
     * @param hasValue whether the copy has a value of a flag, so that its absence may be a loss
     */
    FlagReader(FlagCommands commands, RedisSettings settings, Predicate<String> hasValue) {
        this.commands = commands;
        this.keyPrefix = settings.keyPrefix();
        this.decoder = new ValueDecoder(settings.maxValueSize());
        this.deletions = new RecordedDeletions(commands, keyPrefix, hasValue);
    }

    /**
     * Reads flags.
     *
     * @param names names of the flags
     * @return a future with the readings by name; completes exceptionally if the connection is broken or serves no flag
     */
    CompletableFuture<Map<String, StoredValue>> read(Collection<String> names) {
        List<String> alone = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : names) {
            (isolated.contains(name) ? alone : others).add(name);
        }
        return marked(Readings.merge(List.of(readOneByOne(alone), Readings.inChunks(others, this::readChunk))));
    }

    /** Reads flags as {@link #read} does, but reads the size of each value before the value. */
    CompletableFuture<Map<String, StoredValue>> readSizesFirst(Collection<String> names) {
        return marked(readOneByOne(List.copyOf(names)));
    }

    private CompletableFuture<Map<String, StoredValue>> marked(CompletableFuture<Map<String, StoredValue>> reading) {
        boolean afterFlush = flushReported; // Of the time of the command: another reading may end this state.
        return reading.thenCompose(readings -> deletions.markDeletions(readings, afterFlush));
    }

    /**
     * Reads when the keys of flags expire.
     *
     * @param names names of the flags
     * @return a future with the times by name, in nanoseconds of this machine's ticker, or {@link #NEVER}. Flags whose
     *     time cannot be read are missing. Completes exceptionally if the connection is broken
     */
    CompletableFuture<Map<String, Long>> readExpiries(List<String> names) {
        return expiriesForbidden
                ? CompletableFuture.completedFuture(Map.of())
                : Readings.inChunks(names, this::readExpiriesOfChunk);
    }

    private CompletableFuture<Map<String, Long>> readExpiriesOfChunk(List<String> names) {
        long sent = System.nanoTime();
        return commands.pttl(keys(names))
                .thenApply(times -> {
                    Map<String, Long> expiries = new HashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        long left = times.get(i);
                        if (left != ABSENT) { // Its known end may have passed since its value was read.
                            expiries.put(names.get(i), left < 0 ? NEVER : sent + TimeUnit.MILLISECONDS.toNanos(left));
                        }
                    }
                    return expiries;
                })
                .exceptionallyCompose(failure -> {
                    if (!isReply(failure)) {
                        return CompletableFuture.failedFuture(failure);
                    }
                    if (cause(failure) instanceof ErrorReply reply && reply.isForbidden()) {
                        expiriesForbidden = true; // Otherwise, each change would be denied once more.
                    }
                    return CompletableFuture.completedFuture(Map.of());
                });
    }

    /** Returns the names that could not be read for lack of a permission. */
    List<String> forbidden() {
        return isolated.forbidden();
    }

    /**
     * Sets whether Redis has reported a flush, and not all flags have been read since. It applies to the readings that
     * begin afterwards.
     */
    void setFlushReported(boolean reported) {
        flushReported = reported;
    }

    private CompletableFuture<Map<String, StoredValue>> readChunk(List<String> names) {
        // One forbidden key fails the command for all, and the command itself may be forbidden.
        return commands.mget(keys(names))
                .thenCompose(values -> decode(names, values))
                .exceptionallyCompose(
                        failure -> isReply(failure) ? readOneByOne(names) : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<Map<String, StoredValue>> decode(List<String> names, List<byte @Nullable []> values) {
        Map<String, StoredValue> readings = new HashMap<>();
        List<String> withoutValue = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            byte @Nullable [] value = values.get(i);
            if (value == null) {
                withoutValue.add(names.get(i));
            } else {
                readings.put(names.get(i), reading(names.get(i), value));
            }
        }
        return Readings.merge(List.of(CompletableFuture.completedFuture(readings), readAbsent(withoutValue)));
    }

    /** Distinguishes a missing key from one that is not a string: MGET returns no value for both. */
    private CompletableFuture<Map<String, StoredValue>> readAbsent(List<String> names) {
        if (names.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return commands.exists(keys(names)).thenCompose(existing -> {
            if (existing > 0) { // A key is not a string, or was set in the meantime.
                int half = names.size() / 2;
                return names.size() <= FEW
                        ? readOneByOne(names)
                        : Readings.merge(List.of(
                                readChunk(names.subList(0, half)), readChunk(names.subList(half, names.size()))));
            }
            Map<String, StoredValue> readings = new HashMap<>();
            for (String name : names) {
                readings.put(name, new StoredValue.Absent());
            }
            return CompletableFuture.completedFuture(readings);
        });
    }

    private CompletableFuture<Map<String, StoredValue>> readOneByOne(List<String> names) {
        return Readings.oneByOne(names, this::readOne);
    }

    private CompletableFuture<Map<String, StoredValue>> readOne(String name) {
        // The size first: a value that is too large for a flag is not transferred.
        CompletableFuture<StoredValue> reading = commands.strlen(key(name))
                .thenCompose(size -> decoder.isTooLarge(size)
                        ? CompletableFuture.completedFuture(unreadable(name, decoder.tooLarge()))
                        : commands.get(key(name)).thenApply(value -> {
                            isolated.remove(name);
                            return value == null ? new StoredValue.Absent() : reading(name, value);
                        }));
        return reading.thenApply(found -> Map.of(name, found)).exceptionallyCompose(failure -> {
            Throwable cause = cause(failure);
            if (!isReply(failure) || (cause instanceof ErrorReply reply && reply.concernsAllKeys())) {
                return CompletableFuture.failedFuture(failure);
            }
            if (cause instanceof ErrorReply reply) {
                return CompletableFuture.completedFuture(Map.of(name, rejected(name, reply)));
            }
            isolated.add(name);
            return CompletableFuture.completedFuture(Map.of());
        });
    }

    /** Returns whether the connection works, and the failure concerns the command or its keys. */
    private static boolean isReply(Throwable failure) {
        return cause(failure) instanceof ErrorReply || cause(failure) instanceof NodeUnavailableException;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private StoredValue reading(String name, byte[] value) {
        return decoder.isTooLarge(value.length) ? unreadable(name, decoder.tooLarge()) : decoder.decode(value);
    }

    private StoredValue rejected(String name, ErrorReply reply) {
        StoredValue unreadable = unreadable(name, new StoredValue.Unreadable(String.valueOf(reply.getMessage())));
        if (reply.isForbidden()) {
            isolated.addForbidden(name);
        }
        return unreadable;
    }

    private StoredValue unreadable(String name, StoredValue.Unreadable reading) {
        isolated.addPermitted(name);
        return reading;
    }

    private List<String> keys(List<String> names) {
        List<String> keys = new ArrayList<>(names.size());
        for (String name : names) {
            keys.add(key(name));
        }
        return keys;
    }

    private String key(String name) {
        return keyPrefix + name;
    }
}
