package io.featureflags.guard;

import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.rollout.RolloutStep;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RolloutStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts in this process, as the script in Redis does: a batch once, and a slot once, but without earlier steps. */
final class CountingStore implements RolloutStore {

    /** What happens to a batch. */
    enum Link {
        UP,
        NOT_COUNTED,
        ANSWER_LOST,
        AWAY,
        FORBIDDEN
    }

    final List<RolloutBatch> batches = new ArrayList<>();

    final Map<String, Long> numbers = new HashMap<>();

    final Map<Integer, Long> durations = new HashMap<>();

    private final Function<String, FlagState> present;

    private final Set<Integer> failed = new HashSet<>();

    private final Set<Integer> slow = new HashSet<>();

    private RolloutCounts counts = RolloutCounts.NONE;

    private @Nullable String version;

    volatile Link link = Link.UP;

    volatile long rulerNanos;

    volatile long generation;

    volatile Duration since = Duration.ofHours(1);

    CountingStore(Function<String, FlagState> present) {
        this.present = present;
    }

    @Override
    public synchronized @Nullable RolloutProgress count(String flag, RolloutBatch batch) {
        batches.add(batch);
        if (link == Link.AWAY) {
            throw new FlagStoreException("away", true, null);
        }
        if (link == Link.FORBIDDEN) {
            throw new FlagStoreException("no", true, new IllegalStateException("NOPERM no permission for 'hincrby'"));
        }
        FlagState state = present.apply(flag);
        if (link == Link.NOT_COUNTED || !batch.value().equals(state.value())) {
            return null;
        }
        if (!state.version().equals(version)) {
            version = state.version();
            counts = RolloutCounts.NONE;
            failed.clear();
            slow.clear();
        }
        if (batch.number() > numbers.getOrDefault(batch.sender(), 0L)) {
            numbers.put(batch.sender(), batch.number());
            add(batch);
        }
        if (link == Link.ANSWER_LOST) {
            throw new FlagStoreException("lost", false, null);
        }
        return new RolloutProgress(
                state.version(),
                Instant.EPOCH,
                Instant.EPOCH.plus(since),
                List.of(),
                new RolloutStep(batch.step(), counts),
                rulerNanos,
                generation,
                null,
                0);
    }

    private void add(RolloutBatch batch) {
        counts = new RolloutCounts(
                counts.newCalls() + batch.newCode().calls(),
                counts.legacyCalls() + batch.legacy().calls(),
                counts.newFailed() + added(failed, batch.newCode().failed()),
                counts.legacyFailed() + added(failed, batch.legacy().failed()),
                counts.newSlow() + added(slow, batch.newCode().slow()),
                counts.legacySlow() + added(slow, batch.legacy().slow()));
        batch.ruler().forEach((bucket, count) -> durations.merge(bucket, count, Long::sum));
    }

    private static long added(Set<Integer> known, List<Integer> slots) {
        return slots.stream().filter(known::add).count();
    }

    synchronized RolloutCounts counts() {
        return counts;
    }

    synchronized List<RolloutBatch> received() {
        return List.copyOf(batches);
    }

    @Override
    public @Nullable RolloutProgress progress(String flag) {
        return null;
    }
}
