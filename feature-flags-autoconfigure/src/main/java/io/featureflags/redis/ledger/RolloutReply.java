package io.featureflags.redis.ledger;

import io.featureflags.decision.Percentage;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.rollout.RolloutStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reply of {@link RolloutScript}. */
final class RolloutReply {

    private RolloutReply() {}

    /**
     * Parses what the driver returns.
     *
     * @param raw the reply
     * @return the counts; null if nothing is counted under the present value
     */
    static @Nullable RolloutProgress of(List<?> raw) {
        List<String> reply = raw.stream().map(LedgerReply::text).toList();
        if (!reply.get(0).equals(RolloutScript.COUNTS)) {
            return null;
        }
        String mostFailing = reply.get(8);
        return new RolloutProgress(
                reply.get(1),
                time(reply.get(2)),
                time(reply.get(3)),
                Stream.of(reply.get(4).split(";"))
                        .filter(step -> !step.isEmpty())
                        .map(RolloutReply::step)
                        .toList(),
                step(reply.get(5)),
                Long.parseLong(reply.get(6)),
                Long.parseLong(reply.get(7)),
                mostFailing.isEmpty() ? null : mostFailing,
                Long.parseLong(reply.get(9)));
    }

    private static Instant time(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    private static RolloutStep step(String text) {
        long[] numbers = Stream.of(text.split(",")).mapToLong(Long::parseLong).toArray();
        return new RolloutStep(
                new Percentage(Math.toIntExact(numbers[0])),
                new RolloutCounts(numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]));
    }
}
