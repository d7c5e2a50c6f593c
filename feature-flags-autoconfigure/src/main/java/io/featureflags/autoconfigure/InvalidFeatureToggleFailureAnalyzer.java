package io.featureflags.autoconfigure;

import io.featureflags.toggle.InvalidFeatureToggleException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the toggled method that stopped the start, and the fix. */
class InvalidFeatureToggleFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFeatureToggleException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidFeatureToggleException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
