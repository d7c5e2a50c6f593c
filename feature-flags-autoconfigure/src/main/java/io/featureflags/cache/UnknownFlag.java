package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.Source;

/**
 * A flag that nobody knows: off.
 *
 * @param name the name that was asked for
 */
record UnknownFlag(String name) implements Flag {

    @Override
    public boolean isEnabled(EvaluationContextProvider who) {
        return false;
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider who) {
        return Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
    }
}
