package io.featureflags.redis.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Combines readings that arrive in parts. */
final class Readings {

    /** Number of flags in one command. */
    static final int CHUNK = 500;

    /** Number of flags with a command each in one chunk: of too many commands at the same time, the last ones time out. */
    private static final int SINGLE_COMMANDS = 25;

    /** Number of chunks that are read at the same time. */
    private static final int LANES = 4;

    private Readings() {}

    /**
     * Reads flags in chunks, a few at a time: the timeout of a command starts when it is sent, and reading all flags
     * may take longer than that.
     *
     * @param names names of the flags
     * @param reading reads one chunk by one command
     * @return a future with the readings of all chunks
     */
    static <T> CompletableFuture<Map<String, T>> inChunks(
            List<String> names, Function<List<String>, CompletableFuture<Map<String, T>>> reading) {
        return inChunks(names, CHUNK, reading);
    }

    /**
     * Reads flags by a command each, in smaller chunks for the same reason.
     *
     * @param names names of the flags
     * @param reading reads one flag
     * @return a future with the readings of all flags
     */
    static <T> CompletableFuture<Map<String, T>> oneByOne(
            List<String> names, Function<String, CompletableFuture<Map<String, T>>> reading) {
        return inChunks(
                names,
                SINGLE_COMMANDS,
                chunk -> merge(chunk.stream().map(reading).toList()));
    }

    private static <T> CompletableFuture<Map<String, T>> inChunks(
            List<String> names, int size, Function<List<String>, CompletableFuture<Map<String, T>>> reading) {
        List<CompletableFuture<Map<String, T>>> lanes = new ArrayList<>();
        for (int from = 0; from < names.size(); from += size) {
            List<String> chunk = names.subList(from, Math.min(from + size, names.size()));
            if (lanes.size() < LANES) {
                lanes.add(reading.apply(chunk));
            } else {
                int lane = from / size % LANES;
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
