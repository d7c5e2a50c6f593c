package io.featureflags.decision;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.Reason;
import io.featureflags.text.LogText;
import java.util.List;
import java.util.function.Function;

/** The step {@code requires}: the flag is off if a required flag is off for the same context. */
final class RequiresStep extends Step {

    /** Factor that packs the index of a required flag and the problem into the number of a verdict. */
    private static final int PROBLEMS = 3;

    private final String[] names;

    private final Function<String, Flag> flags;

    RequiresStep(List<String> names, Function<String, Flag> flags) {
        this.names = names.toArray(String[]::new);
        this.flags = flags;
    }

    @Override
    String name() {
        return "requires";
    }

    @Override
    boolean isGiven() {
        return names.length > 0;
    }

    /** The required flags determine the user themselves. */
    @Override
    boolean dependsOnUser() {
        return false;
    }

    @Override
    boolean isConstant() {
        return false;
    }

    /** Decides; the context provider is a {@link RequirementChain}. */
    @Override
    long decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
        RequirementChain chain = (RequirementChain) contextProvider;
        for (int i = 0; i < names.length; i++) {
            if (!chain.mayEvaluate(names[i]) || !flags.apply(names[i]).isEnabled(chain)) {
                return Verdict.withNumber(false, i * PROBLEMS + chain.problem());
            }
        }
        return Verdict.PASS;
    }

    @Override
    Reason reason(long verdict) {
        return Reason.DISABLED;
    }

    @Override
    String explain(long verdict, EvaluationContext context) {
        return verdict == Verdict.PASS ? "on: " + LogText.of(String.join(", ", names)) : detail(verdict);
    }

    @Override
    String detail(long verdict) {
        String flag = names[(int) Verdict.number(verdict) / PROBLEMS];
        String name = "'" + LogText.of(flag) + "'";
        return switch ((int) Verdict.number(verdict) % PROBLEMS) {
            case RequirementChain.CYCLE -> "requires " + name + ", whose requirements form a cycle";
            case RequirementChain.TOO_MANY ->
                "requires " + name + ", whose requirements exceed " + RequirementChain.MAX_DEPTH + " flags in a row or "
                        + RequirementChain.MAX_EVALUATED + " in total";
            default -> "requires " + name + (isUnknown(flag) ? ", which is unknown" : ", which is off");
        };
    }

    private boolean isUnknown(String flag) {
        Evaluation answer = flags.apply(flag).evaluate(EvaluationContext.anonymous());
        return answer.errorCode() == ErrorCode.FLAG_NOT_FOUND;
    }
}
