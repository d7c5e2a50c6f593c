package io.featureflags.redis.sync;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Reads flags. Many flags take several commands, and Redis may lose or swap its data between two of them: then some of the
 * flags only seem to be deleted. So if several flags disappear, or any from a long reading, all are read again.
 */
final class ConfirmedReading {

    /** Number of flags whose simultaneous disappearance may be a loss of data, or a user who deletes many. */
    static final int SEVERAL = 3;

    /** Limit of repeated readings: a user may delete flags continuously. */
    private static final int MAX_REPETITIONS = 5;

    private final FlagReader reader;

    private final FlagCopy copy;

    /**
     * Creates the reading.
     *
     * @param reader reads flags
     * @param copy has the names of all flags, and knows which are present
     */
    ConfirmedReading(FlagReader reader, FlagCopy copy) {
        this.reader = reader;
        this.copy = copy;
    }

    /**
     * Reads flags, and then all flags, until two readings in a row lack the same flags.
     *
     * @param names names of the flags
     * @return a future with the last readings by name, of these flags or of all; completes exceptionally as those of
     *     {@link FlagReader#read} do
     */
    CompletableFuture<Map<String, StoredValue>> read(Collection<String> names) {
        return reader.read(names).thenCompose(readings -> confirmed(names, readings, MAX_REPETITIONS));
    }

    private CompletableFuture<Map<String, StoredValue>> confirmed(
            Collection<String> names, Map<String, StoredValue> readings, int repetitions) {
        Set<String> vanished = vanished(readings);
        boolean certain = vanished.isEmpty() || (vanished.size() < SEVERAL && readings.size() <= Readings.CHUNK);
        if (certain || repetitions == 0) {
            return CompletableFuture.completedFuture(readings);
        }
        Set<String> all = new HashSet<>(copy.names());
        all.addAll(names);
        return reader.read(all)
                .thenCompose(again -> vanished(again).equals(vanished)
                        ? CompletableFuture.completedFuture(again)
                        : confirmed(names, again, repetitions - 1));
    }

    /** Returns the flags that were present and are absent in some readings, without those whose deletion is on record. */
    Set<String> vanished(Map<String, StoredValue> readings) {
        StoredValue absent = new StoredValue.Absent();
        return readings.keySet().stream()
                .filter(name -> absent.equals(readings.get(name)) && copy.isPresent(name))
                .collect(Collectors.toSet());
    }
}
