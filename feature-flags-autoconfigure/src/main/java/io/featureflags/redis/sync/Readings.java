package io.featureflags.redis.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Combines readings that arrive in parts. */
final class Readings {

    private static final int CHUNK = 500;

    /** Number of chunks that are read at the same time. */
    private static final int LANES = 4;

    private Readings() {}

    /**
     * Reads flags in chunks, a few at a time: the timeout of a command starts when it is sent, and reading all flags
     * may take longer than that.
     *
     * @param names names of the flags
     * @param reading reads one chunk
     * @return a future with the readings of all chunks
     */
    static <T> CompletableFuture<Map<String, T>> inChunks(
            List<String> names, Function<List<String>, CompletableFuture<Map<String, T>>> reading) {
        List<CompletableFuture<Map<String, T>>> lanes = new ArrayList<>();
        for (int from = 0; from < names.size(); from += CHUNK) {
            List<String> chunk = names.subList(from, Math.min(from + CHUNK, names.size()));
            if (lanes.size() < LANES) {
                lanes.add(reading.apply(chunk));
            } else {
                int lane = from / CHUNK % LANES;
                lanes.set(
                        lane,
                        lanes.get(lane)
                                .thenCompose(found -> merge(
                                        List.of(CompletableFuture.completedFuture(found), reading.apply(chunk)))));
            }
        }
        return merge(lanes);
    }

    /** Returns a future with the readings of all parts; it fails if one of them fails. */
    static <T> CompletableFuture<Map<String, T>> merge(List<CompletableFuture<Map<String, T>>> parts) {
        return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> {
                    Map<String, T> readings = new HashMap<>();
                    for (CompletableFuture<Map<String, T>> part : parts) {
                        readings.putAll(part.join());
                    }
                    return readings;
                });
    }
}
