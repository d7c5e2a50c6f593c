package io.featureflags.guard;

import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.text.LogLimit;
import io.featureflags.text.LogText;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Sends what was counted, and lets the answers be judged. All work is on one thread. */
final class RolloutSender {

    private static final Log logger = LogFactory.getLog(RolloutSender.class);

    private final RolloutPorts ports;

    private final StepWriter writer;

    private final String sender = UUID.randomUUID().toString();

    private long lastNumber;

    /** Flags whose counts the store has rejected. */
    private final Set<String> refused = new HashSet<>();

    private final LogLimit limit = new LogLimit();

    RolloutSender(RolloutPorts ports) {
        this.ports = ports;
        this.writer = new StepWriter(ports);
    }

    /**
     * Sends one batch of each step at most, and takes the steps that are due.
     *
     * @param counters the running steps
     * @return whether a batch was full, so that more remains to be sent
     */
    boolean send(Collection<StepCounter> counters) {
        boolean remains = false;
        // Nothing is sent any more for flags whose plans have ended.
        refused.retainAll(counters.stream().map(StepCounter::flag).toList());
        for (StepCounter counter : counters) {
            try {
                remains |= sendOne(counter);
                writer.decide(counter); // Also without a batch: an earlier write may have failed.
            } catch (RuntimeException ex) { // The plans of other flags go on.
                warn(counter, ex);
            }
        }
        return remains;
    }

    private boolean sendOne(StepCounter counter) {
        RolloutBatch batch = counter.batch(sender, lastNumber + 1, ports.instance());
        if (batch == null) {
            return false;
        }
        lastNumber = Math.max(lastNumber, batch.number());
        return send(counter, batch);
    }

    private void warn(StepCounter counter, RuntimeException ex) {
        String limited = limit.limit(
                counter.flag(),
                "The counts of the guarded rollout of feature flag '" + counter.flag()
                        + "' cannot be judged. Calls are not affected. Set its value again to begin anew: "
                        + LogText.of(String.valueOf(ex)));
        if (limited != null) {
            logger.warn(limited);
        }
    }

    private boolean send(StepCounter counter, RolloutBatch batch) {
        try {
            RolloutProgress answer = ports.store().count(counter.flag(), batch);
            counter.sent(answer != null);
            refused.remove(counter.flag());
            if (answer != null) {
                counter.answered(answer);
                return StepCounts.isFull(batch);
            }
        } catch (RuntimeException ex) {
            counter.sent(false);
            warnIfRefused(counter.flag(), ex);
        }
        return false;
    }

    /** Warns once until no flag is refused any more: a user of Redis may have the permissions for some of them. */
    private void warnIfRefused(String flag, RuntimeException ex) {
        String refusal = refusal(ex);
        boolean first = refused.isEmpty();
        if (refusal != null && refused.add(flag) && first) {
            logger.warn(
                    "The store rejects the counts of guarded rollouts, so that no percentage advances or is taken back."
                            + " A user of Redis needs +hincrby +hset +hget +hgetall +hdel +setbit +bitcount +expire on"
                            + " ~rollout*. Calls are not affected. " + refusal);
        }
    }

    /** Returns the error of a store that lacks a permission; null if it is unavailable, which passes. */
    private static @Nullable String refusal(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            // The second one is that of servers before Redis 7 for a command within a script.
            if (message.contains("NOPERM") || message.contains("The user executing the script can't")) {
                return LogText.of(message);
            }
        }
        return null;
    }
}
