package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.DriverConnection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands of the ledger, with parsed replies. Failures are those of the driver. */
final class LedgerCommands {

    private final String keyPrefix;

    private final LedgerSettings settings;

    LedgerCommands(String keyPrefix, LedgerSettings settings) {
        this.keyPrefix = keyPrefix;
        this.settings = settings;
    }

    /** Records an external change of a flag, if there is one, and returns the flag's state. */
    LedgerReply observe(DriverConnection connection, String flag) {
        return runScript(connection, flag, List.of(maxEntries(), settings.instance()));
    }

    /** Records an external change of a flag, if there is one, and writes the flag. */
    LedgerReply write(DriverConnection connection, String flag, @Nullable String value, FlagWrite write) {
        return runScript(
                connection,
                flag,
                List.of(
                        maxEntries(),
                        settings.instance(),
                        LedgerReply.encoded(value),
                        Objects.requireNonNullElse(write.expectedVersion(), ""),
                        write.actor(),
                        write.source().name(),
                        write.via(),
                        Objects.requireNonNullElse(write.reason(), ""),
                        write.request()));
    }

    private LedgerReply runScript(DriverConnection connection, String flag, List<String> arguments) {
        return LedgerReply.of(flag, LedgerScript.run(connection, LedgerKeys.of(keyPrefix, flag), arguments));
    }

    private String maxEntries() {
        return Integer.toString(settings.maxEntries());
    }

    /** Returns the last entries of a flag, the newest first. */
    List<AuditEntry> history(DriverConnection connection, String flag, int limit) {
        byte[] stream = bytes(LedgerKeys.of(keyPrefix, flag).stream());
        return connection.xrevrange(stream, limit).stream()
                .map(entry -> LedgerReply.entry(flag, entry.id(), entry.fields()))
                .toList();
    }

    /** Returns the flags whose value differs from the last recorded one. One MGET, so next to no cost. */
    List<String> unrecorded(DriverConnection connection, List<String> flags) {
        if (connection.isCluster() && flags.size() > 1) {
            return flags.stream() // One node has all keys of one flag, but not those of all flags.
                    .flatMap(flag -> unrecorded(connection, List.of(flag)).stream())
                    .toList();
        }
        byte[][] keys = flags.stream()
                .map(flag -> LedgerKeys.of(keyPrefix, flag))
                .flatMap(all -> Stream.of(bytes(all.flag()), bytes(all.last())))
                .toArray(byte[][]::new);
        List<byte @Nullable []> values = connection.mget(keys);
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
