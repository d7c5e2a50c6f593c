package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.FlagName;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import io.featureflags.ValueEvaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handle of a name of neither code nor configuration. It looks the flag up at each call, since the copy may drop it and read
 * it again: off while there is no flag.
 *
 * @param name the name that was looked up
 * @param absent whether the store has responded that it has no value
 * @param names the names at run time, which request a reading of a flag that was dropped
 */
record UnknownFlag(String name, boolean absent, UnknownNames names) implements Flag {

    UnknownFlag asAbsent() {
        return absent ? this : new UnknownFlag(name, true, names);
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        Flag flag = names.find(name);
        return flag != null && flag.isEnabled(contextProvider);
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        Flag flag = names.find(name);
        return flag == null ? unknown() : flag.evaluate(contextProvider);
    }

    @Override
    public Evaluation decide(EvaluationContextProvider contextProvider) {
        Flag flag = names.find(name);
        return flag == null ? unknown() : flag.decide(contextProvider);
    }

    @Override
    public <T> ValueEvaluation<T> evaluateValue(T otherwise, EvaluationContextProvider contextProvider) {
        Flag flag = names.find(name);
        return flag == null ? ValueEvaluation.of(unknown(), otherwise) : flag.evaluateValue(otherwise, contextProvider);
    }

    @Override
    public <T> T value(T otherwise, EvaluationContextProvider contextProvider) {
        Flag flag = names.find(name);
        return flag == null ? ValueEvaluation.of(unknown(), otherwise).value() : flag.value(otherwise, contextProvider);
    }

    private Evaluation unknown() {
        return Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        Flag flag = names.find(name);
        if (flag != null) {
            return flag.explain(context);
        }
        String reason = FlagName.isValid(name) ? "unknown flag" : "not a valid name of a flag";
        return Explanation.of(unknown(), null, null, List.of(new ExplainedStep("name", StepOutcome.OFF, reason)));
    }

    @Override
    public Flag withValue(@Nullable String value) {
        Flag flag = names.find(name);
        if (flag == null && !FlagName.isValid(name)) {
            throw new IllegalArgumentException("A flag's name must match " + FlagName.GRAMMAR);
        }
        return (flag == null ? names.trial(name) : flag).withValue(value);
    }
}
