package io.featureflags.redis.ledger;

import io.featureflags.decision.Percentage;
import io.featureflags.spi.RolloutBatch;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Batches of guarded rollouts for tests. Each method returns another batch. */
final class RolloutBatches {

    static final RolloutBatch.Path NOTHING = new RolloutBatch.Path(0, List.of(), List.of());

    private RolloutBatches() {}

    /** Returns a plan's value at a percentage. */
    static String plan(int percentage) {
        return "{\"percentage\": " + percentage + ", \"rollout\": {\"steps\": [1, 5, 25]}}";
    }

    /** Returns the first batch of the instance {@code one} at a percentage, without calls. */
    static RolloutBatch at(int percentage) {
        return new RolloutBatch(
                "sender-1",
                1,
                "one",
                plan(percentage),
                Percentage.of(BigDecimal.valueOf(percentage)),
                NOTHING,
                NOTHING,
                Map.of());
    }

    static RolloutBatch by(RolloutBatch batch, String sender, long number, String instance) {
        return new RolloutBatch(
                sender, number, instance, batch.value(), batch.step(), batch.newCode(), batch.legacy(), batch.ruler());
    }

    static RolloutBatch next(RolloutBatch batch) {
        return by(batch, batch.sender(), batch.number() + 1, batch.instance());
    }

    static RolloutBatch calls(RolloutBatch batch, long newCode, long legacy) {
        return paths(
                batch,
                new RolloutBatch.Path(newCode, List.of(), List.of()),
                new RolloutBatch.Path(legacy, List.of(), List.of()));
    }

    static RolloutBatch failed(RolloutBatch batch, List<Integer> newCode, List<Integer> legacy) {
        return paths(
                batch,
                new RolloutBatch.Path(newCode.size(), newCode, List.of()),
                new RolloutBatch.Path(legacy.size(), legacy, List.of()));
    }

    static RolloutBatch paths(RolloutBatch batch, RolloutBatch.Path newCode, RolloutBatch.Path legacy) {
        return new RolloutBatch(
                batch.sender(),
                batch.number(),
                batch.instance(),
                batch.value(),
                batch.step(),
                newCode,
                legacy,
                batch.ruler());
    }

    static RolloutBatch timed(RolloutBatch batch, Map<Integer, Long> ruler) {
        return new RolloutBatch(
                batch.sender(),
                batch.number(),
                batch.instance(),
                batch.value(),
                batch.step(),
                batch.newCode(),
                batch.legacy(),
                ruler);
    }
}
