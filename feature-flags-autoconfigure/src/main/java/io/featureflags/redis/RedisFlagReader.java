package io.featureflags.redis;

import io.featureflags.StoredValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;

/**
 * Reads flags, many in one command. A key that cannot be read must not keep the others from being read: it is set apart
 * and read by itself until it can be read again. For one thread, but for {@link #close()}.
 */
final class RedisFlagReader implements AutoCloseable {

    private static final int CHUNK = 500;

    private final OwnConnections connections;

    private final RedisSettings settings;

    /** The names that could not be read when they were last asked for. */
    private final Set<String> setApart = new HashSet<>();

    private volatile @Nullable RedisConnection connection;

    RedisFlagReader(OwnConnections connections, RedisSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /**
     * Reads flags.
     *
     * @param names names of the flags
     * @return what was found for each of them
     * @throws DataAccessException if Redis cannot be reached
     */
    Map<String, StoredValue> read(Collection<String> names) {
        RedisConnection open = connection;
        if (open != null) {
            try {
                return readAll(open, names);
            } catch (DataAccessException ex) {
                // The server may have closed an idle connection, or have been restarted: a new connection tells.
                disconnect();
            }
        }
        try {
            return readAll(connect(), names);
        } catch (DataAccessException ex) {
            // One key that may not be read, or that is too large to come in time, fails the command for all.
            disconnect();
        }
        try {
            return readOneByOne(connect(), names);
        } catch (DataAccessException ex) {
            disconnect();
            throw ex;
        }
    }

    @Override
    public void close() {
        disconnect();
        connections.close();
    }

    private RedisConnection connect() {
        RedisConnection opened = connections.open();
        connection = opened;
        return opened;
    }

    private void disconnect() {
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException ex) {
                // It is of no use any more, which is why it is closed.
            }
        }
    }

    private Map<String, StoredValue> readAll(RedisConnection open, Collection<String> names) {
        if (names.isEmpty()) {
            open.ping(); // Nothing to read, and still worth knowing whether Redis is there.
        }
        Map<String, StoredValue> readings =
                readOneByOne(open, names.stream().filter(setApart::contains).toList());
        List<String> others =
                names.stream().filter(name -> !readings.containsKey(name)).toList();
        for (int from = 0; from < others.size(); from += CHUNK) {
            readings.putAll(readChunk(open, others.subList(from, Math.min(from + CHUNK, others.size()))));
        }
        return readings;
    }

    private Map<String, StoredValue> readChunk(RedisConnection open, List<String> names) {
        byte[][] keys = names.stream().map(this::key).toArray(byte[][]::new);
        List<byte[]> values = Objects.requireNonNull(open.stringCommands().mGet(keys));
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
        readings.putAll(readAbsent(open, withoutValue));
        return readings;
    }

    /** MGET gives nothing both for a missing key and for one that is no string; only the first is "absent". */
    private Map<String, StoredValue> readAbsent(RedisConnection open, List<String> names) {
        Map<String, StoredValue> readings = new HashMap<>();
        if (!names.isEmpty()) {
            byte[][] keys = names.stream().map(this::key).toArray(byte[][]::new);
            Long existing = open.keyCommands().exists(keys);
            if (existing != null && existing > 0) {
                return readOneByOne(open, names);
            }
            names.forEach(name -> readings.put(name, new StoredValue.Absent()));
        }
        return readings;
    }

    private Map<String, StoredValue> readOneByOne(RedisConnection open, Collection<String> names) {
        Map<String, StoredValue> readings = new HashMap<>();
        for (String name : names) {
            StoredValue reading = readOne(open, name);
            readings.put(name, reading);
            if (!(reading instanceof StoredValue.Unreadable)) {
                setApart.remove(name);
            }
        }
        return readings;
    }

    private StoredValue readOne(RedisConnection open, String name) {
        try {
            // Its size first: a value that is too large to be a flag is not even fetched.
            Long size = open.stringCommands().strLen(key(name));
            if (size != null && size > settings.maxValueSize()) {
                return tooLarge(name);
            }
            byte[] value = open.stringCommands().get(key(name));
            return value == null ? new StoredValue.Absent() : reading(name, value);
        } catch (DataAccessException ex) {
            open.ping(); // The connection is well, or this throws: then it is not about this key.
            return unreadable(
                    name,
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
        }
    }

    private StoredValue reading(String name, byte[] value) {
        if (value.length > settings.maxValueSize()) {
            return tooLarge(name);
        }
        try {
            return new StoredValue.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException ex) {
            return new StoredValue.NoText("it is not valid UTF-8", new String(value, StandardCharsets.UTF_8));
        }
    }

    private StoredValue tooLarge(String name) {
        return unreadable(
                name,
                "it has more than the " + settings.maxValueSize()
                        + " bytes that feature-flags.redis.max-value-size allows");
    }

    private StoredValue unreadable(String name, String problem) {
        setApart.add(name);
        return new StoredValue.Unreadable(problem);
    }

    private byte[] key(String name) {
        return (settings.keyPrefix() + name).getBytes(StandardCharsets.UTF_8);
    }
}
