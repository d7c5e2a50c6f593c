package io.featureflags.redis.sync;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.NodeUnavailableException;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.ledger.RecordedDeletions;
import io.featureflags.spi.StoredValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads flags, many in one command. A key that cannot be read must not keep the others from being read: it is set apart
 * and read by itself, its size first, until it can be read again. Names that cannot be asked for now are left out.
 */
public final class FlagReader {

    private static final int CHUNK = 500;

    /** How many chunks may be on their way at a time. */
    private static final int LANES = 4;

    /** How many names are set apart; names that callers make up must not fill the memory. */
    private static final int MAX_APART = 10_000;

    /** So few flags are read one by one where some of them need it; more are halved first. */
    private static final int FEW = 8;

    /** What most flags have, and keep for as long as they live: one of each instead of 64 bytes and more for every flag. */
    private static final Map<String, StoredValue> USUAL =
            Map.of("true", new StoredValue.Text("true"), "false", new StoredValue.Text("false"));

    private final FlagCommands commands;

    private final String keyPrefix;

    private final long maxValueSize;

    private final RecordedDeletions deletions;

    /**
     * The names that could not be read when they were last asked for. That of a key whose value was too large to come in
     * time, and cost its node's connection, is among them: its size is looked at next time.
     */
    private final Set<String> setApart = ConcurrentHashMap.newKeySet();

    /** Those of them that could not be read for want of a permission. */
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();

    FlagReader(FlagCommands commands, RedisSettings settings, Predicate<String> hasValue) {
        this.commands = commands;
        this.keyPrefix = settings.keyPrefix();
        this.maxValueSize = settings.maxValueSize();
        this.deletions = new RecordedDeletions(commands, keyPrefix, hasValue);
    }

    /**
     * Reads flags.
     *
     * @param names names of the flags
     * @return what was found for each of them; completes exceptionally if the connection is broken or serves no flag
     */
    CompletableFuture<Map<String, StoredValue>> read(Collection<String> names) {
        List<CompletableFuture<Map<String, StoredValue>>> parts = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : names) {
            if (setApart.contains(name)) {
                parts.add(readOne(name));
            } else {
                others.add(name);
            }
        }
        parts.add(inTurn(others, this::readChunk));
        return all(parts).thenCompose(deletions::told);
    }

    /** Reads flags as {@link #read} does, but fetches no value whose size was not looked at before. */
    CompletableFuture<Map<String, StoredValue>> readWithCare(Collection<String> names) {
        return inTurn(List.copyOf(names), this::readOneByOne).thenCompose(deletions::told);
    }

    /**
     * Some chunks at a time: a command has its timeout from its sending on, and all that is to be read may take longer than
     * that.
     */
    private static CompletableFuture<Map<String, StoredValue>> inTurn(
            List<String> names, Function<List<String>, CompletableFuture<Map<String, StoredValue>>> reading) {
        List<CompletableFuture<Map<String, StoredValue>>> lanes = new ArrayList<>();
        for (int from = 0; from < names.size(); from += CHUNK) {
            List<String> chunk = names.subList(from, Math.min(from + CHUNK, names.size()));
            if (lanes.size() < LANES) {
                lanes.add(reading.apply(chunk));
            } else {
                int lane = from / CHUNK % LANES;
                lanes.set(
                        lane,
                        lanes.get(lane)
                                .thenCompose(found ->
                                        all(List.of(CompletableFuture.completedFuture(found), reading.apply(chunk)))));
            }
        }
        return all(lanes);
    }

    /** The names that may not be read, or not when they were last asked for. */
    List<String> forbidden() {
        return List.copyOf(forbidden);
    }

    private CompletableFuture<Map<String, StoredValue>> readChunk(List<String> names) {
        // One key that may not be read fails the command for all, and the command may be forbidden itself.
        return commands.mget(names.stream().map(this::key).toList())
                .thenCompose(values -> take(names, values))
                .exceptionallyCompose(failure -> isAnswer(failure) ? readOneByOne(names) : failed(failure));
    }

    private CompletableFuture<Map<String, StoredValue>> take(List<String> names, List<byte @Nullable []> values) {
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
        return all(List.of(CompletableFuture.completedFuture(readings), readAbsent(withoutValue)));
    }

    /** MGET gives nothing both for a missing key and for one that is no string; only the first is "absent". */
    private CompletableFuture<Map<String, StoredValue>> readAbsent(List<String> names) {
        if (names.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return commands.exists(names.stream().map(this::key).toList()).thenCompose(existing -> {
            if (existing > 0) { // One is no string, or was set in this moment.
                int half = names.size() / 2;
                return names.size() <= FEW
                        ? readOneByOne(names)
                        : all(List.of(readChunk(names.subList(0, half)), readChunk(names.subList(half, names.size()))));
            }
            Map<String, StoredValue> readings = new HashMap<>();
            names.forEach(name -> readings.put(name, new StoredValue.Absent()));
            return CompletableFuture.completedFuture(readings);
        });
    }

    private CompletableFuture<Map<String, StoredValue>> readOneByOne(Collection<String> names) {
        return all(names.stream().map(this::readOne).toList());
    }

    private CompletableFuture<Map<String, StoredValue>> readOne(String name) {
        // Its size first: a value that is too large to be a flag is not even fetched.
        CompletableFuture<StoredValue> reading = commands.strlen(key(name))
                .thenCompose(size -> size > maxValueSize
                        ? CompletableFuture.completedFuture(tooLarge(name))
                        : commands.get(key(name)).thenApply(value -> {
                            setApart.remove(name);
                            forbidden.remove(name);
                            return value == null ? new StoredValue.Absent() : reading(name, value);
                        }));
        return reading.thenApply(found -> Map.of(name, found)).exceptionallyCompose(failure -> {
            if (!isAnswer(failure) || (cause(failure) instanceof ErrorReply reply && reply.concernsAllKeys())) {
                return failed(failure);
            }
            if (cause(failure) instanceof ErrorReply reply) {
                return CompletableFuture.completedFuture(Map.of(name, unreadable(name, reply)));
            }
            setApart(name);
            return CompletableFuture.completedFuture(Map.of());
        });
    }

    /** Whether the connection is well, and it is about the command or its keys. */
    private static boolean isAnswer(Throwable failure) {
        return cause(failure) instanceof ErrorReply || cause(failure) instanceof NodeUnavailableException;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private static CompletableFuture<Map<String, StoredValue>> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    private static CompletableFuture<Map<String, StoredValue>> all(
            List<CompletableFuture<Map<String, StoredValue>>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    Map<String, StoredValue> readings = new HashMap<>();
                    parts.forEach(part -> readings.putAll(part.join()));
                    return readings;
                });
    }

    private StoredValue reading(String name, byte[] value) {
        if (value.length > maxValueSize) {
            return tooLarge(name);
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            String text = decoder.decode(ByteBuffer.wrap(value)).toString();
            return USUAL.getOrDefault(text, new StoredValue.Text(text));
        } catch (CharacterCodingException ex) {
            return new StoredValue.NoText("it is not valid UTF-8", new String(value, StandardCharsets.UTF_8));
        }
    }

    private StoredValue tooLarge(String name) {
        return unreadable(
                name, "it has more than the " + maxValueSize + " bytes that feature-flags.redis.max-value-size allows");
    }

    private StoredValue unreadable(String name, ErrorReply reply) {
        StoredValue unreadable = unreadable(name, String.valueOf(reply.getMessage()));
        if (reply.isForbidden() && forbidden.size() < MAX_APART) {
            forbidden.add(name);
        }
        return unreadable;
    }

    private StoredValue unreadable(String name, String problem) {
        setApart(name);
        forbidden.remove(name);
        return new StoredValue.Unreadable(problem);
    }

    private void setApart(String name) {
        if (setApart.size() < MAX_APART) {
            setApart.add(name);
        }
    }

    private String key(String name) {
        return keyPrefix + name;
    }
}
