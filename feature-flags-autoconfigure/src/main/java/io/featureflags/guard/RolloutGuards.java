package io.featureflags.guard;

import io.featureflags.decision.Decision;
import io.featureflags.decision.RolloutPlan;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.spi.ValueObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Follows the plans of all flags, and counts the calls of those that run. While a plan runs, one daemon thread sends the counts
 * and takes the steps.
 */
public final class RolloutGuards implements ValueObserver, GuardedFlags, DisposableBean {

    private final Map<String, GuardedFlag> flags = new ConcurrentHashMap<>();

    private final LongSupplier nanoTime;

    private final @Nullable RolloutSender sender;

    private final RolloutThread thread = new RolloutThread(this::hasPlans, this::sendCounts);

    /**
     * Creates the guards, without a plan.
     *
     * @param ports the store, and what else the guards work with; null if plans do not run, so that no call is counted
     * @param nanoTime the ticker that times calls, in nanoseconds
     */
    public RolloutGuards(@Nullable RolloutPorts ports, LongSupplier nanoTime) {
        this.sender = ports == null ? null : new RolloutSender(ports);
        this.nanoTime = nanoTime;
    }

    @Override
    public GuardedCalls of(String flag) {
        return flags.computeIfAbsent(flag, GuardedFlag::new);
    }

    @Override
    public void replacing(String flag) {
        GuardedFlag guarded = flags.get(flag);
        if (guarded != null) {
            guarded.run(null);
        }
    }

    @Override
    public void replaced(String flag, @Nullable String text, @Nullable Decision decision) {
        RolloutPlan plan = decision == null ? null : decision.value().runningPlan();
        if (sender == null || text == null || decision == null || plan == null) {
            return;
        }
        GuardedFlag guarded = flags.computeIfAbsent(flag, GuardedFlag::new);
        guarded.run(new StepCounter(guarded, text, decision, plan, nanoTime, thread::hurry));
        thread.start();
    }

    private List<StepCounter> running() {
        List<StepCounter> running = new ArrayList<>();
        for (GuardedFlag flag : flags.values()) {
            StepCounter plan = flag.plan();
            if (plan != null) {
                running.add(plan);
            }
        }
        return running;
    }

    private boolean hasPlans() {
        for (GuardedFlag flag : flags.values()) {
            if (flag.plan() != null) {
                return true;
            }
        }
        return false;
    }

    /** Sends what was counted; returns whether more remains. */
    boolean sendCounts() {
        return sender != null && sender.send(running());
    }

    /**
     * Returns the last answer of the store to counts of this instance.
     *
     * @param flag name of the flag
     * @return the counts of all instances; null if no plan runs, or if nothing was counted under the present value
     */
    public @Nullable RolloutProgress lastProgress(String flag) {
        StepCounter plan = plan(flag);
        return plan == null ? null : plan.progress();
    }

    /**
     * Returns whether the store was unavailable, or has rejected the counts, when counts were last sent.
     *
     * @param flag name of the flag
     * @return whether counts wait in the memory; false if no plan runs
     */
    public boolean hasUnsentCounts(String flag) {
        StepCounter plan = plan(flag);
        return plan != null && plan.isUnsent();
    }

    private @Nullable StepCounter plan(String flag) {
        GuardedFlag guarded = flags.get(flag);
        return guarded == null ? null : guarded.plan();
    }

    /** Ends the thread. */
    @Override
    public void destroy() {
        thread.close();
    }
}
