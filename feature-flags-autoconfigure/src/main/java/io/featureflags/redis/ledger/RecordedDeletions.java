package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.NodeUnavailableException;
import io.featureflags.spi.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes deleted flags from lost ones by the audit trail, which is lost together with the data. A deletion
 * counts only if it was made through this library: an external one looks like a loss, even after it was recorded.
 */
public final class RecordedDeletions {

    private static final int CHUNK = 500;

    private final FlagCommands commands;

    private final String keyPrefix;

    private final Predicate<String> hasValue;

    /**
     * Creates the lookup.
     *
     * @param commands the commands that read the audit trail
     * @param keyPrefix prefix of the keys of flags
     * @param hasValue whether a flag has a value to lose; the audit trail of other flags is not read
     */
    public RecordedDeletions(FlagCommands commands, String keyPrefix, Predicate<String> hasValue) {
        this.commands = commands;
        this.keyPrefix = keyPrefix;
        this.hasValue = hasValue;
    }

    /**
     * Marks the readings of deleted flags as {@linkplain StoredValue.Absent#deleted() deleted}. Redis reports the flush
     * of every database: if the audit trails of all missing flags are still there, another database was flushed, and the
     * flags were deleted. A few trails prove nothing, since an instance may have written them after the flush.
     *
     * @param readings the readings by name
     * @param afterFlush whether Redis reported a flush before these readings, and not all flags had been read since
     * @return a future with all readings, marked or unchanged
     */
    public CompletableFuture<Map<String, StoredValue>> markDeletions(
            Map<String, StoredValue> readings, boolean afterFlush) {
        List<String> gone = new ArrayList<>();
        for (Map.Entry<String, StoredValue> reading : readings.entrySet()) {
            if (reading.getValue() instanceof StoredValue.Absent && hasValue.test(reading.getKey())) {
                gone.add(reading.getKey());
            }
        }
        CompletableFuture<Map<String, byte[]>> trails = CompletableFuture.completedFuture(new HashMap<>());
        for (int from = 0; from < gone.size(); from += CHUNK) {
            List<String> chunk = gone.subList(from, Math.min(from + CHUNK, gone.size()));
            trails = trails.thenCompose(all -> lastRecorded(chunk).thenApply(values -> {
                for (int i = 0; i < values.size(); i++) {
                    byte[] last = values.get(i);
                    if (last != null) {
                        all.put(chunk.get(i), last);
                    }
                }
                return all;
            }));
        }
        return trails.thenApply(found -> {
            if (found.isEmpty()) {
                return readings;
            }
            boolean isOtherDatabase = afterFlush && found.keySet().containsAll(gone);
            Map<String, StoredValue> marked = new HashMap<>(readings);
            found.forEach((name, last) ->
                    marked.put(name, new StoredValue.Absent(isOtherDatabase || LedgerKeys.isDeletion(last))));
            return marked;
        });
    }

    private CompletableFuture<List<byte @Nullable []>> lastRecorded(List<String> names) {
        List<String> keys = new ArrayList<>();
        names.forEach(name -> keys.add(LedgerKeys.of(keyPrefix, name).last()));
        return commands.mget(keys).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof ErrorReply || cause instanceof NodeUnavailableException
                    ? CompletableFuture.completedFuture(List.of()) // Without the permission, no deletion is known.
                    : CompletableFuture.failedFuture(failure);
        });
    }
}
