package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.ErrorReply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;

/** What a ledger says to Redis, and how it reads the answers. Fails as the driver fails. */
final class LedgerCommands {

    private static final int KEYS = 4;

    private final String keyPrefix;

    private final LedgerSettings settings;

    LedgerCommands(String keyPrefix, LedgerSettings settings) {
        this.keyPrefix = keyPrefix;
        this.settings = settings;
    }

    /** Those of some flags that are not what was recorded last; without a script, and so for next to nothing. */
    List<String> unrecorded(RedisConnection connection, List<String> flags) {
        if (connection instanceof RedisClusterConnection && flags.size() > 1) {
            return flags.stream() // One node has the keys of one flag, but not of all.
                    .flatMap(flag -> unrecorded(connection, List.of(flag)).stream())
                    .toList();
        }
        byte[][] keys = flags.stream()
                .map(flag -> LedgerKeys.of(keyPrefix, flag))
                .flatMap(all -> Stream.of(bytes(all.flag()), bytes(all.last())))
                .toArray(byte[][]::new);
        List<byte[]> values = Objects.requireNonNull(connection.stringCommands().mGet(keys));
        return IntStream.range(0, flags.size())
                .filter(flag -> !isRecorded(values.get(2 * flag), values.get(2 * flag + 1)))
                .mapToObj(flags::get)
                .toList();
    }

    private static boolean isRecorded(byte @Nullable [] value, byte @Nullable [] last) {
        if (value == null || last == null) {
            return value == null && (last == null || (last.length > 0 && last[0] == '-'));
        }
        return last.length == value.length + 1
                && last[0] == '='
                && Arrays.equals(value, 0, value.length, last, 1, last.length);
    }

    /** Records what went past this library. */
    LedgerAnswer observe(RedisConnection connection, String flag) {
        return eval(connection, flag, Stream.of(maxEntries(), settings.instance()));
    }

    LedgerAnswer write(RedisConnection connection, String flag, @Nullable String value, FlagWrite write) {
        return eval(
                connection,
                flag,
                Stream.of(
                        maxEntries(),
                        settings.instance(),
                        LedgerAnswer.encoded(value),
                        Objects.requireNonNullElse(write.expectedVersion(), ""),
                        write.actor(),
                        write.source().name(),
                        write.via(),
                        Objects.requireNonNullElse(write.reason(), ""),
                        write.request()));
    }

    List<AuditEntry> history(RedisConnection connection, String flag, int limit) {
        byte[] stream = bytes(LedgerKeys.of(keyPrefix, flag).stream());
        return Objects.requireNonNull(connection
                        .streamCommands()
                        .xRevRange(stream, Range.unbounded(), Limit.limit().count(limit)))
                .stream()
                .map(entry -> LedgerAnswer.entry(flag, entry.getId().getValue(), texts(entry.getValue())))
                .toList();
    }

    private static Map<String, String> texts(Map<byte[], byte[]> fields) {
        Map<String, String> texts = new HashMap<>();
        fields.forEach((name, value) -> texts.put(LedgerAnswer.text(name), LedgerAnswer.text(value)));
        return texts;
    }

    private LedgerAnswer eval(RedisConnection connection, String flag, Stream<String> arguments) {
        LedgerKeys keys = LedgerKeys.of(keyPrefix, flag);
        byte[][] all = Stream.concat(Stream.of(keys.flag(), keys.stream(), keys.last(), keys.never()), arguments)
                .map(LedgerCommands::bytes)
                .toArray(byte[][]::new);
        return LedgerAnswer.of(flag, Objects.requireNonNull(eval(connection, all)));
    }

    private static @Nullable List<?> eval(RedisConnection connection, byte[][] all) {
        try {
            return connection.scriptingCommands().evalSha(LedgerScript.sha1(), ReturnType.MULTI, KEYS, all);
        } catch (RuntimeException ex) {
            ErrorReply reply = LedgerErrors.reply(ex);
            if (reply == null || !String.valueOf(reply.getMessage()).startsWith("NOSCRIPT")) {
                throw ex;
            }
            byte[] script = bytes(LedgerScript.text());
            return connection.scriptingCommands().eval(script, ReturnType.MULTI, KEYS, all);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String maxEntries() {
        return Integer.toString(settings.maxEntries());
    }
}
