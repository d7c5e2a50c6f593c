package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;

/**
 * One evaluation of a flag that requires others. It is passed to the required flags as their context provider. Thus all
 * of them get the same context, and each flag can detect which others are being evaluated.
 */
final class RequirementChain implements EvaluationContextProvider {

    /** Maximum number of flags that require each other in a row. */
    static final int MAX_DEPTH = 16;

    /** Maximum number of required flags that are evaluated for one answer. */
    static final int MAX_EVALUATED = 100;

    static final int NO_PROBLEM = 0;

    static final int CYCLE = 1;

    static final int TOO_MANY = 2;

    private final String flag;

    /** The chain of the requiring flag, or the provider of the caller; later the context itself. */
    private EvaluationContextProvider contextProvider;

    private short evaluated;

    private byte problem;

    RequirementChain(String flag, EvaluationContextProvider contextProvider) {
        this.flag = flag;
        this.contextProvider = contextProvider;
    }

    @Override
    public EvaluationContext currentContext() {
        EvaluationContext context = contextProvider.currentContext();
        if (!(contextProvider instanceof RequirementChain)) {
            contextProvider = context; // The provider is called once, and the context needs no field of its own.
        }
        return context;
    }

    /** Returns whether the flag may evaluate one more required flag; if not, {@link #problem()} is the reason. */
    boolean mayEvaluate(String required) {
        RequirementChain first = this;
        int depth = 1;
        boolean cycle = required.equals(flag);
        while (first.contextProvider instanceof RequirementChain requiring) {
            cycle |= requiring.flag.equals(required);
            first = requiring;
            depth++;
        }
        if (cycle) {
            first.problem = CYCLE;
        } else if (depth > MAX_DEPTH || ++first.evaluated > MAX_EVALUATED) {
            first.problem = TOO_MANY;
        }
        return first.problem == NO_PROBLEM;
    }

    /** Returns the problem that prevented an evaluation anywhere in the chain. */
    int problem() {
        return contextProvider instanceof RequirementChain requiring ? requiring.problem() : problem;
    }
}
