package io.featureflags.guard;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagWrite;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import io.featureflags.rollout.RolloutJudgement;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.rollout.RolloutReason;
import io.featureflags.rollout.RolloutRule;
import io.featureflags.rollout.RolloutVerdict;
import io.featureflags.text.LogLimit;
import io.featureflags.text.LogText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of guarded rollouts. Each instance may decide: the version that the counts belong to is expected, so that
 * one write of all instances is applied.
 */
final class StepWriter {

    private static final Log logger = LogFactory.getLog(StepWriter.class);

    private static final String ACTOR = "guarded rollout";

    private static final String VIA = "rollout";

    private final RolloutPorts ports;

    private final LogLimit limit = new LogLimit();

    StepWriter(RolloutPorts ports) {
        this.ports = ports;
    }

    /** Judges the last counts of a step, and writes the next value if they require it. */
    void decide(StepCounter counter) {
        RolloutProgress progress = counter.progress();
        if (progress == null || counter.hasLeft(progress.version()) || !isOfStep(counter, progress)) {
            return;
        }
        RolloutPlan plan = counter.plan();
        Percentage present = counter.percentage();
        RolloutJudgement judgement = RolloutRule.judge(plan, progress);
        Percentage next = plan.after(present);
        if (judgement.verdict() == RolloutVerdict.TAKE_BACK) {
            Percentage back = plan.backFrom(present);
            if (write(counter, back, RolloutReason.ofTakingBack(progress, judgement, back), progress.version())) {
                logger.warn(message(counter, RolloutReason.ofTakingBack(progress, judgement, back)));
            }
        } else if (judgement.verdict() == RolloutVerdict.ADVANCE && next != null) {
            if (write(counter, next, RolloutReason.ofAdvance(progress, next), progress.version())) {
                logger.info(message(counter, RolloutReason.ofAdvance(progress, next)));
            }
        }
    }

    private static boolean isOfStep(StepCounter counter, RolloutProgress progress) {
        return progress.present().percentage().equals(counter.percentage());
    }

    /** Writes a step; returns whether this instance has written it. */
    private boolean write(StepCounter counter, Percentage next, String reason, String version) {
        FlagWrite write = new FlagWrite(
                ACTOR,
                ChangeSource.AUTOMATED,
                VIA,
                reason.substring(0, Math.min(reason.length(), FlagWrite.MAX_TEXT)),
                version,
                "rollout/" + version);
        try {
            AuditEntry entry = ports.ledger().get().write(counter.flag(), edited(counter, next), write);
            counter.left(version);
            // Several contexts of one process have the same name of the instance; each has reasons of its own.
            return entry != null
                    && entry.instance().equals(ports.instance())
                    && write.reason() != null
                    && write.reason().equals(entry.reason());
        } catch (FlagConflictException ex) {
            counter.left(version); // Another instance or a person was first.
        } catch (RuntimeException ex) {
            String limited = limit.limit(
                    counter.flag(),
                    message(counter, reason) + ". This cannot be written, and is tried again each second: "
                            + LogText.of(String.valueOf(ex.getMessage())));
            if (limited != null) {
                logger.warn(limited);
            }
        }
        return false;
    }

    private String edited(StepCounter counter, Percentage next) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("percentage", next);
        if (next.thousandths() < counter.percentage().thousandths() && !next.equals(Percentage.NONE)) {
            changes.put("rollout", ports.pausedPlan().apply(counter.value()));
        }
        return ports.editor().edit(counter.value(), changes);
    }

    private static String message(StepCounter counter, String reason) {
        return "Guarded rollout of feature flag '" + counter.flag() + "': " + LogText.of(reason, FlagWrite.MAX_TEXT);
    }
}
