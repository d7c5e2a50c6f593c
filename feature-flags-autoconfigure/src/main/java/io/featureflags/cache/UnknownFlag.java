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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handle of a name without a flag: off, and from the moment when the flag becomes known a handle of it.
 *
 * @param name the name that was looked up
 * @param known the flags that are known
 */
record UnknownFlag(String name, KnownFlags known) implements Flag {

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        Flag flag = known.get(name);
        return flag != null && flag.isEnabled(contextProvider);
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        Flag flag = known.get(name);
        return flag == null ? unknown() : flag.evaluate(contextProvider);
    }

    private Evaluation unknown() {
        return Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        Flag flag = known.get(name);
        if (flag != null) {
            return flag.explain(context);
        }
        String reason = FlagName.isValid(name) ? "unknown flag" : "not a valid name of a flag";
        return Explanation.of(unknown(), null, null, List.of(new ExplainedStep("name", StepOutcome.OFF, reason)));
    }

    @Override
    public Flag withValue(@Nullable String value) {
        Flag flag = known.get(name);
        if (flag == null && !FlagName.isValid(name)) {
            throw new IllegalArgumentException("A flag's name must match " + FlagName.GRAMMAR);
        }
        return (flag == null ? known.create(name) : flag).withValue(value);
    }
}
