package io.featureflags.guard;

import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.text.LogText;
import java.util.Collection;
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

    private boolean refused;

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
        for (StepCounter counter : counters) {
            RolloutBatch batch = counter.batch(sender, lastNumber + 1, ports.instance());
            if (batch != null) {
                lastNumber = Math.max(lastNumber, batch.number());
                remains |= send(counter, batch);
            }
            writer.decide(counter); // Also without a batch: an earlier write may have failed.
        }
        return remains;
    }

    private boolean send(StepCounter counter, RolloutBatch batch) {
        try {
            RolloutProgress answer = ports.store().count(counter.flag(), batch);
            counter.sent(true);
            refused = false;
            if (answer != null) {
                counter.answered(answer);
                return StepCounts.isFull(batch);
            }
        } catch (RuntimeException ex) {
            counter.sent(false);
            warnIfRefused(ex);
        }
        return false;
    }

    private void warnIfRefused(RuntimeException ex) {
        String refusal = refusal(ex);
        if (refusal != null && !refused) {
            refused = true;
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
