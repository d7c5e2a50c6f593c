package io.featureflags.context;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;

/**
 * Somebody who asks within a request that no thread tells of.
 *
 * @param who says who is asking
 * @param answers the answers of the request
 */
record RequestContextProvider(EvaluationContextProvider who, RequestAnswers answers)
        implements EvaluationContextProvider {

    @Override
    public EvaluationContext currentContext() {
        return who.currentContext();
    }
}
