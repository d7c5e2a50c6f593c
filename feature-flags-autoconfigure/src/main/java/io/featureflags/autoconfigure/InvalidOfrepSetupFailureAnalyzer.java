package io.featureflags.autoconfigure;

import io.featureflags.ofrep.InvalidOfrepSetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the properties of OFREP that stopped the start, and the fix. */
class InvalidOfrepSetupFailureAnalyzer extends AbstractFailureAnalyzer<InvalidOfrepSetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidOfrepSetupException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
