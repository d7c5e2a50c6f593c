package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;

/**
 * One question to a flag that requires others. It travels to them as the one who says who is asking: so all of them get
 * the same context, and a flag can see which others wait for its answer.
 */
final class RequirementChain implements EvaluationContextProvider {

    /** How many flags may require each other in a row. */
    static final int MAX_DEPTH = 16;

    /** How many flags may be asked for one answer. */
    static final int MAX_ASKED = 100;

    static final int NO_PROBLEM = 0;

    static final int CYCLE = 1;

    static final int TOO_MANY = 2;

    private final String flag;

    /** Who asked for the answer, which is the question of another flag or an application's; then the context itself. */
    private EvaluationContextProvider who;

    private short asked;

    private byte problem;

    RequirementChain(String flag, EvaluationContextProvider who) {
        this.flag = flag;
        this.who = who;
    }

    @Override
    public EvaluationContext currentContext() {
        EvaluationContext context = who.currentContext();
        if (!(who instanceof RequirementChain)) {
            who = context; // Not asked for twice, and not held twice.
        }
        return context;
    }

    /** Whether the flag may ask one more flag, which it requires; else {@link #problem()} says why not. */
    boolean mayAsk(String required) {
        RequirementChain first = this;
        int depth = 1;
        boolean cycle = required.equals(flag);
        while (first.who instanceof RequirementChain asking) {
            cycle |= asking.flag.equals(required);
            first = asking;
            depth++;
        }
        if (cycle) {
            first.problem = CYCLE;
        } else if (depth > MAX_DEPTH || ++first.asked > MAX_ASKED) {
            first.problem = TOO_MANY;
        }
        return first.problem == NO_PROBLEM;
    }

    /** What kept a flag from being asked, anywhere behind the first question. */
    int problem() {
        return who instanceof RequirementChain asking ? asking.problem() : problem;
    }
}
