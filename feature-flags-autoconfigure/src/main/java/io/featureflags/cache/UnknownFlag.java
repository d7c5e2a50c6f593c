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
 * A flag that nobody knows: off.
 *
 * @param name the name that was asked for
 * @param meanings understands values, should the flag be given one to try
 */
record UnknownFlag(String name, Meanings meanings) implements Flag {

    @Override
    public boolean isEnabled(EvaluationContextProvider who) {
        return false;
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider who) {
        return Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        String why = FlagName.isValid(name) ? "nobody knows the flag" : "no flag can have this name";
        return Explanation.of(evaluate(context), null, null, List.of(new ExplainedStep("name", StepOutcome.OFF, why)));
    }

    @Override
    public Flag withValue(@Nullable String value) {
        if (!FlagName.isValid(name)) {
            throw new IllegalArgumentException("A flag's name must match " + FlagName.GRAMMAR);
        }
        return new CachedFlag(name, null, meanings).withValue(value);
    }
}
