package io.featureflags.autoconfigure;

import io.featureflags.cache.UndefinedFlagsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about flags that are defined nowhere. */
class UndefinedFlagsFailureAnalyzer extends AbstractFailureAnalyzer<UndefinedFlagsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UndefinedFlagsException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ". feature-flags.strict is true.",
                "Correct the names, SET the flags in Redis, mention them under feature-flags.flags, or set"
                        + " feature-flags.strict to false.",
                cause);
    }
}
