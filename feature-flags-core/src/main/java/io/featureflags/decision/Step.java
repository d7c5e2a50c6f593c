package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One step of the order in which a flag is decided. The first that does not pass decides; whatever explains the answer is
 * worked out from its verdict afterwards, so that a call does not pay for it.
 */
abstract sealed class Step permits EnabledStep, WindowStep, RequiresStep, ListStep, RuleStep, ShareStep {

    /** What the step is about, as in "excluded: not listed". */
    abstract String name();

    /** Whether the value has something for this step to decide by; else it always passes. */
    abstract boolean isGiven();

    /** Whether the answer of this step depends on who is asking. */
    abstract boolean asksForUser();

    /** Whether this step has the same verdict for everybody, always. */
    boolean isConstant() {
        return !asksForUser();
    }

    /**
     * Decides, or passes.
     *
     * @param who says who is asking; for the flags behind this one
     * @param context who is asking; nobody, as long as no step has asked for the user
     * @return a {@link Verdict}
     */
    abstract int decide(EvaluationContextProvider who, EvaluationContext context);

    /** Why the flag answers as it does, by a verdict of this step that decided. */
    abstract Reason reason(int verdict);

    /** Why the verdict is what it is, for people, also where the step has passed. Only for a step that is given. */
    abstract String explain(int verdict, EvaluationContext context);

    /** Which rule this is, counted from 1; null for any other step. */
    @Nullable
    Integer rule() {
        return null;
    }

    /** What the reason leaves open, by a verdict of this step that decided. */
    @Nullable
    String detail(int verdict) {
        return null;
    }

    /** Where the user stands in the rollout, by a verdict of this step that decided. */
    @Nullable
    Integer position(int verdict) {
        return null;
    }
}
