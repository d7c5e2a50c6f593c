package io.featureflags.autoconfigure;

import io.featureflags.cache.UndefinedFlagsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the flags that are not defined, and the fix. */
class UndefinedFlagsFailureAnalyzer extends AbstractFailureAnalyzer<UndefinedFlagsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UndefinedFlagsException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ". feature-flags.strict is true.",
                "Correct the names, SET the flags in Redis, add them to feature-flags.flags, or set"
                        + " feature-flags.strict to false.",
                cause);
    }
}
