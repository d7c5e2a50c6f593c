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

/** {@code requires}: the flag is off where one of the flags that it names is off for whoever is asking. */
final class RequiresStep extends Step {

    /** A verdict's number is that of the required flag, times the number of problems, and the problem. */
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

    /** The flags behind it ask for themselves. */
    @Override
    boolean asksForUser() {
        return false;
    }

    @Override
    boolean isConstant() {
        return false;
    }

    /** Decides; {@code who} is a {@link RequirementChain}. */
    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        RequirementChain question = (RequirementChain) who;
        for (int i = 0; i < names.length; i++) {
            if (!question.mayAsk(names[i]) || !flags.apply(names[i]).isEnabled(question)) {
                return Verdict.withNumber(false, i * PROBLEMS + question.problem());
            }
        }
        return Verdict.PASS;
    }

    @Override
    Reason reason(int verdict) {
        return Reason.DISABLED;
    }

    @Override
    String explain(int verdict, EvaluationContext context) {
        return verdict == Verdict.PASS ? "on: " + LogText.of(String.join(", ", names)) : detail(verdict);
    }

    @Override
    String detail(int verdict) {
        String flag = names[Verdict.number(verdict) / PROBLEMS];
        String name = "'" + LogText.of(flag) + "'";
        return switch (Verdict.number(verdict) % PROBLEMS) {
            case RequirementChain.CYCLE -> "requires " + name + ", behind which flags require each other in a circle";
            case RequirementChain.TOO_MANY ->
                "requires " + name + ", behind which stand more than " + RequirementChain.MAX_DEPTH
                        + " flags in a row, or " + RequirementChain.MAX_ASKED + " in all";
            default -> "requires " + name + (isUnknown(flag) ? ", which nobody knows" : ", which is off");
        };
    }

    private boolean isUnknown(String flag) {
        Evaluation answer = flags.apply(flag).evaluate(EvaluationContext.anonymous());
        return answer.errorCode() == ErrorCode.FLAG_NOT_FOUND;
    }
}
