package io.featureflags.context;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;

/**
 * Provider of a context in a request that is not bound to the thread.
 *
 * @param contextProvider provides the context
 * @param answers the answers of the request
 */
record RequestContextProvider(EvaluationContextProvider contextProvider, RequestAnswers answers)
        implements EvaluationContextProvider {

    @Override
    public EvaluationContext currentContext() {
        return contextProvider.currentContext();
    }
}
