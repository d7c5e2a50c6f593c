package io.featureflags.guard;

import io.featureflags.spi.GuardedCalls;
import org.jspecify.annotations.Nullable;

/** The running plan of one flag, and what outlives its steps. */
final class GuardedFlag implements GuardedCalls {

    private final String name;

    private final CallSampler newCode = new CallSampler();

    private final CallSampler legacy = new CallSampler();

    private volatile @Nullable StepCounter plan;

    GuardedFlag(String name) {
        this.name = name;
    }

    @Override
    public @Nullable StepCounter plan() {
        return plan;
    }

    void run(@Nullable StepCounter counter) {
        plan = counter;
    }

    CallSampler sampler(boolean isNewCode) {
        return isNewCode ? newCode : legacy;
    }

    String name() {
        return name;
    }
}
