package io.featureflags.test;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the scope that the dependency needs. */
final class ForgottenTestScopeFailureAnalyzer extends AbstractFailureAnalyzer<ForgottenTestScopeException> {

    ForgottenTestScopeFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ForgottenTestScopeException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Give the dependency io.featureflags:feature-flags-test the scope test in Maven, or testImplementation in"
                        + " Gradle.",
                cause);
    }
}
