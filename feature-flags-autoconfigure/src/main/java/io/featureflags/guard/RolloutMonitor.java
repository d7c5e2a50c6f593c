package io.featureflags.guard;

import io.featureflags.FlagStoreException;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.RolloutPlan;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.rollout.RolloutStatus;
import io.featureflags.spi.RolloutReports;
import io.featureflags.spi.RolloutStore;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reports guarded rollouts: by the counts in the store, or else by the last ones that this instance has received. */
public final class RolloutMonitor implements RolloutReports {

    private final @Nullable RolloutStore store;

    private final Function<String, @Nullable RolloutProgress> lastProgress;

    private final Predicate<String> hasUnsentCounts;

    /**
     * Creates the monitor.
     *
     * @param store store of the counts; null without one
     * @param lastProgress returns the last counts of the present step that this instance has received, by the flag's name; null
     *     if there are none
     * @param hasUnsentCounts returns whether the store has not accepted the last counts of this instance, by the flag's name
     */
    public RolloutMonitor(
            @Nullable RolloutStore store,
            Function<String, @Nullable RolloutProgress> lastProgress,
            Predicate<String> hasUnsentCounts) {
        this.store = store;
        this.lastProgress = lastProgress;
        this.hasUnsentCounts = hasUnsentCounts;
    }

    @Override
    public @Nullable RolloutStatus read(String flag, FlagValue value) {
        RolloutPlan plan = value.rollout();
        if (plan == null) {
            return null;
        }
        RolloutProgress progress = null;
        boolean isCounting = false;
        if (store != null) {
            try {
                progress = store.progress(flag);
                isCounting = !hasUnsentCounts.test(flag);
            } catch (FlagStoreException ex) {
                progress = lastProgress.apply(flag);
            }
        }
        return RolloutStatus.of(plan, value.percentage(), progress, isCounting);
    }

    @Override
    public @Nullable RolloutStatus lastKnown(String flag, FlagValue value) {
        RolloutPlan plan = value.rollout();
        RolloutProgress progress = plan == null ? null : lastProgress.apply(flag);
        return plan == null || progress == null ? null : RolloutStatus.of(plan, value.percentage(), progress, true);
    }
}
