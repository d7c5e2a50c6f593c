package io.featureflags.guard;

import io.featureflags.EvaluationContext;
import io.featureflags.decision.Decision;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RunningPlan;
import io.featureflags.spi.ShadowThread;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one step of a guarded rollout in this instance. What it has not sent ends with it when the value of the
 * flag changes, so that late counts never reach another step.
 */
final class StepCounter implements RunningPlan {

    /**
     * One millisecond: code that the JVM has not compiled yet is several times slower than compiled code, and at 1 % the new
     * code is compiled a hundred times later. No user notices less.
     */
    private static final long LEAST_RULER = 1_000_000;

    private final GuardedFlag flag;

    private final String value;

    private final Decision decision;

    private final RolloutPlan plan;

    /** How many times slower the new code may be; 0 if nothing is timed. */
    private final double slower;

    private final LongSupplier nanoTime;

    private final Runnable newFailure;

    private final StepCounts counts;

    /** Duration above which a legacy call is slow; 0 until the store knows it. */
    private volatile long rulerNanos;

    private volatile @Nullable RolloutProgress progress;

    private volatile boolean unsent;

    /** The version of the flag from which a step was taken; null before. Of the sending thread. */
    private @Nullable String leftVersion;

    /**
     * Creates a counter without calls.
     *
     * @param flag the flag
     * @param value its value, as in the store
     * @param decision the decision by that value
     * @param plan the plan, which runs
     * @param nanoTime the ticker, in nanoseconds
     * @param newFailure called when the new code has failed for another user; must be fast
     */
    StepCounter(
            GuardedFlag flag,
            String value,
            Decision decision,
            RolloutPlan plan,
            LongSupplier nanoTime,
            Runnable newFailure) {
        this.flag = flag;
        this.value = value;
        this.decision = decision;
        this.plan = plan;
        this.slower = plan.slower() == null ? 0 : plan.slower();
        this.nanoTime = nanoTime;
        this.newFailure = newFailure;
        this.counts = new StepCounts(value, decision.value().percentage());
    }

    /** A shadow run is no call of a user: a method that it calls does not count. */
    @Override
    public boolean draws(EvaluationContext context) {
        try {
            return !ShadowThread.isCurrent() && decision.isDrawn(context);
        } catch (RuntimeException ex) {
            return false; // An attribute of the application can fail in any way: the call must not.
        }
    }

    @Override
    public long begin(boolean newCode) {
        if (slower == 0 || !flag.sampler(newCode).begins(plan.warmup())) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        return now == 0 ? 1 : now;
    }

    @Override
    public void end(boolean newCode, boolean failed, long begun, EvaluationContext context) {
        counts.addCall(newCode);
        boolean slow = begun != 0 && isSlow(newCode, nanoTime.getAsLong() - begun);
        if (failed || slow) {
            try {
                addUser(newCode, failed, slow, context);
            } catch (RuntimeException ex) {
                return; // As in draws(): the caller gets the result of its call, and the user does not count.
            }
        }
    }

    private boolean isSlow(boolean newCode, long nanos) {
        long ruler = rulerNanos;
        if (ruler == 0) {
            if (!newCode) {
                counts.addDuration(nanos);
            }
            return false;
        }
        double bound = Math.max(ruler, LEAST_RULER);
        return nanos > (newCode ? slower * bound : bound);
    }

    private void addUser(boolean newCode, boolean failed, boolean slow, EvaluationContext context) {
        // The answer can be that of an earlier value, kept for the request. Tested only here, since it takes 100 ns.
        if (decision.isEnabled(context) != newCode) {
            return;
        }
        int slot = decision.slot(context);
        if (slow) {
            counts.addSlow(newCode, slot);
        }
        if (failed && counts.addFailed(newCode, slot) && newCode) {
            newFailure.run();
        }
    }

    /** Returns the next batch, the same one until it is answered; null if nothing was counted. */
    @Nullable
    RolloutBatch batch(String sender, long number, String instance) {
        return counts.batch(sender, number, instance, rulerNanos == 0);
    }

    /** Takes the answer to the present batch, which is done. */
    void answered(RolloutProgress answer) {
        RolloutProgress before = progress;
        if (before != null
                && (before.generation() != answer.generation()
                        || !before.version().equals(answer.version())
                        || !before.since().equals(answer.since()))) { // The store has lost its counts.
            counts.forgetUsers();
        }
        counts.answered();
        rulerNanos = answer.rulerNanos();
        progress = answer;
    }

    /** Records whether the last attempt to send has failed. */
    void sent(boolean successfully) {
        unsent = !successfully;
    }

    /** Returns whether the last attempt to send has failed. */
    boolean isUnsent() {
        return unsent;
    }

    /** Returns the last answer; null before the first one. */
    @Nullable
    RolloutProgress progress() {
        return progress;
    }

    String flag() {
        return flag.name();
    }

    /** Returns the value that decides the calls. */
    String value() {
        return value;
    }

    Percentage percentage() {
        return decision.value().percentage();
    }

    RolloutPlan plan() {
        return plan;
    }

    /** Records that a step was taken from a version, by this instance or by another one. */
    void left(String version) {
        leftVersion = version;
    }

    boolean hasLeft(String version) {
        return version.equals(leftVersion);
    }
}
