package io.featureflags.toggle;

import io.featureflags.EvaluationContext;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.spi.RunningPlan;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A plan that draws each user, and records the calls that it counts. */
final class RecordedPlan implements GuardedFlags, GuardedCalls, RunningPlan {

    private static final long BEGUN = 7;

    final List<String> begun = new CopyOnWriteArrayList<>();

    final List<String> ended = new CopyOnWriteArrayList<>();

    volatile boolean running = true;

    @Override
    public GuardedCalls of(String flag) {
        return this;
    }

    @Override
    public @Nullable RunningPlan plan() {
        return running ? this : null;
    }

    @Override
    public boolean draws(EvaluationContext context) {
        return context.targetingKey() != null;
    }

    @Override
    public long begin(boolean newCode) {
        begun.add(newCode ? "new" : "legacy");
        return BEGUN;
    }

    @Override
    public void end(boolean newCode, boolean failed, long at, EvaluationContext context) {
        ended.add((newCode ? "new" : "legacy")
                + (failed ? " failed " : " ")
                + context.targetingKey()
                + (at == BEGUN ? "" : " untimed"));
    }
}
