package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.DriverConnection;
import io.featureflags.redis.connection.StreamEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The commands of the ledger, with parsed replies. Failures are those of the driver. */
final class LedgerCommands {

    private final String keyPrefix;

    private final LedgerSettings settings;

    LedgerCommands(String keyPrefix, LedgerSettings settings) {
        this.keyPrefix = keyPrefix;
        this.settings = settings;
    }

    String keyPrefix() {
        return keyPrefix;
    }

    /**
     * Records an external change of a flag, if there is one, and returns the flag's state.
     *
     * @param lastRead the value that this instance has last read, as {@link LastReading#encoded} returns it
     */
    LedgerReply observe(DriverConnection connection, String flag, String lastRead) {
        return runScript(connection, flag, List.of(maxEntries(), settings.instance(), keepMillis(), lastRead));
    }

    /** Records an external change of a flag, if there is one, and writes the flag. */
    LedgerReply write(
            DriverConnection connection, String flag, @Nullable String value, FlagWrite write, String lastRead) {
        return runScript(
                connection,
                flag,
                List.of(
                        maxEntries(),
                        settings.instance(),
                        keepMillis(),
                        lastRead,
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

    private String keepMillis() {
        return Long.toString(settings.keep().toMillis());
    }

    /** Returns the last entries of a flag, the newest first. */
    List<AuditEntry> history(DriverConnection connection, String flag, int limit) {
        byte[] stream = LedgerKeys.bytes(LedgerKeys.of(keyPrefix, flag).stream());
        List<AuditEntry> entries = new ArrayList<>();
        for (StreamEntry entry : connection.xrevrange(stream, limit)) {
            entries.add(LedgerReply.entry(flag, entry.id(), entry.fields()));
        }
        return List.copyOf(entries);
    }

    /**
     * Compares flags with their records, by one MGET and so at next to no cost.
     *
     * @param lastReadings what this instance has last read, by the flag's name
     * @return the flags that the script has to record
     */
    List<String> unrecorded(RecordReads reads, Map<String, LastReading> lastReadings) {
        List<String> flags = List.copyOf(lastReadings.keySet());
        if (flags.isEmpty()) { // The copy has dropped them in the meantime.
            return flags;
        }
        if (!reads.readsSeveral() && flags.size() > 1) {
            return flags.stream() // One node has all keys of one flag, but not those of all flags.
                    .flatMap(flag -> unrecorded(reads, Map.of(flag, lastReadings.get(flag))).stream())
                    .toList();
        }
        List<String> keys = new ArrayList<>();
        for (String flag : flags) {
            LedgerKeys all = LedgerKeys.of(keyPrefix, flag);
            keys.add(all.flag());
            keys.add(all.last());
        }
        List<byte @Nullable []> values = reads.mget(keys);
        List<String> unrecorded = new ArrayList<>();
        for (int i = 0; i < flags.size(); i++) {
            String flag = flags.get(i);
            LastReading lastReading = Objects.requireNonNull(lastReadings.get(flag));
            if (hasToRecord(reads, flag, lastReading.compareWith(values.get(2 * i), values.get(2 * i + 1)))) {
                unrecorded.add(flag);
            }
        }
        return unrecorded;
    }

    private boolean hasToRecord(RecordReads reads, String flag, LastReading.Comparison comparison) {
        return switch (comparison) {
            case RECORDED -> false;
            case CHANGED -> true;
            case RECORDED_BY_ANOTHER -> !reads.exists(LedgerKeys.of(keyPrefix, flag).stream());
        };
    }
}
