package io.featureflags.context;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls another provider once at most, and keeps its context, or that it failed. */
final class MemoizedContextProvider implements EvaluationContextProvider {

    private final EvaluationContextProvider contextProvider;

    private @Nullable EvaluationContext context;

    private boolean failed;

    MemoizedContextProvider(EvaluationContextProvider contextProvider) {
        this.contextProvider = contextProvider;
    }

    @Override
    public EvaluationContext currentContext() {
        EvaluationContext known = context;
        if (known == null) {
            failed = true; // Until the provider has returned.
            known = Objects.requireNonNull(contextProvider.currentContext(), "The context of a flag must not be null");
            failed = false;
            context = known;
        }
        return known;
    }

    /** Returns the context; null if it was not requested, or if the provider failed. */
    @Nullable
    EvaluationContext context() {
        return context;
    }

    /** Returns whether the provider failed. */
    boolean hasFailed() {
        return failed;
    }
}
