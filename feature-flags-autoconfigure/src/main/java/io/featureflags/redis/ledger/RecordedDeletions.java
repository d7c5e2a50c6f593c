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
 * Tells flags that somebody deleted through this library from flags that are gone: their record says so, and goes with them
 * where data is lost. What is deleted past this library is not told from a loss, whatever was recorded of it afterwards.
 */
public final class RecordedDeletions {

    private static final int CHUNK = 500;

    private final FlagCommands commands;

    private final String keyPrefix;

    private final Predicate<String> hasValue;

    /**
     * Creates it.
     *
     * @param commands asks for the records
     * @param keyPrefix what the keys of flags start with
     * @param hasValue whether a flag has a value that it can lose: the others are not asked for
     */
    public RecordedDeletions(FlagCommands commands, String keyPrefix, Predicate<String> hasValue) {
        this.commands = commands;
        this.keyPrefix = keyPrefix;
        this.hasValue = hasValue;
    }

    /** The same readings, in which those of flags that somebody deleted say so. */
    public CompletableFuture<Map<String, StoredValue>> told(Map<String, StoredValue> readings) {
        List<String> gone = readings.entrySet().stream()
                .filter(reading -> reading.getValue() instanceof StoredValue.Absent)
                .map(Map.Entry::getKey)
                .filter(hasValue)
                .toList();
        CompletableFuture<Map<String, StoredValue>> told =
                CompletableFuture.completedFuture(gone.isEmpty() ? readings : new HashMap<>(readings));
        for (int from = 0; from < gone.size(); from += CHUNK) {
            List<String> some = gone.subList(from, Math.min(from + CHUNK, gone.size()));
            told = told.thenCompose(all -> records(some).thenApply(records -> {
                for (int i = 0; i < records.size(); i++) {
                    all.put(some.get(i), new StoredValue.Absent(LedgerKeys.isDeletion(records.get(i))));
                }
                return all;
            }));
        }
        return told;
    }

    private CompletableFuture<List<byte @Nullable []>> records(List<String> names) {
        List<String> keys = new ArrayList<>();
        names.forEach(name -> keys.add(LedgerKeys.of(keyPrefix, name).last()));
        return commands.mget(keys).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof ErrorReply || cause instanceof NodeUnavailableException
                    ? CompletableFuture.completedFuture(List.of()) // Without the permission, nothing is known.
                    : CompletableFuture.failedFuture(failure);
        });
    }
}
