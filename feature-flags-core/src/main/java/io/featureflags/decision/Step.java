package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A step of the order of decision. The first step that does not pass decides. The details of an answer are derived from
 * its verdict afterwards, so that a plain call does not pay for them.
 */
abstract sealed class Step permits EnabledStep, WindowStep, RequiresStep, ListStep, RuleStep, PercentageStep {

    /** Returns the name of the step, as in "excluded: not listed". */
    abstract String name();

    /** Returns whether the value has this step; otherwise it always passes. */
    abstract boolean isGiven();

    /** Returns whether the verdict depends on the user. */
    abstract boolean dependsOnUser();

    /** Returns whether the verdict is always the same for all users. */
    boolean isConstant() {
        return !dependsOnUser();
    }

    /**
     * Evaluates this step.
     *
     * @param contextProvider provider of the context, for required flags
     * @param context evaluation context; anonymous until a step depends on the user
     * @return a {@link Verdict}
     */
    abstract long decide(EvaluationContextProvider contextProvider, EvaluationContext context);

    /** Returns the reason of an answer, by a deciding verdict of this step. */
    abstract Reason reason(long verdict);

    /**
     * Describes a verdict for people, including that of a step that passed. Only called for a step that the value has.
     */
    abstract String explain(long verdict, EvaluationContext context);

    /** Returns the number of the rule, counted from 1; null for any other step. */
    @Nullable
    Integer rule() {
        return null;
    }

    /** Returns the index of the variant that users of this step get; -1 for that of their place. */
    int variant() {
        return Variants.NO_VARIANT;
    }

    /** Returns the supplement to the reason, by a deciding verdict of this step. */
    @Nullable
    String detail(long verdict) {
        return null;
    }

    /** Returns the position of the user in the rollout, by a deciding verdict of this step. */
    @Nullable
    Integer position(long verdict) {
        return null;
    }
}
