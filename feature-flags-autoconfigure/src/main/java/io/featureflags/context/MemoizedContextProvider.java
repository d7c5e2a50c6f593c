package io.featureflags.context;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks somebody at most once who is asking, and remembers whether that was needed and what came of it. */
final class MemoizedContextProvider implements EvaluationContextProvider {

    private final EvaluationContextProvider who;

    private @Nullable EvaluationContext context;

    private boolean failed;

    MemoizedContextProvider(EvaluationContextProvider who) {
        this.who = who;
    }

    @Override
    public EvaluationContext currentContext() {
        EvaluationContext known = context;
        if (known == null) {
            failed = true; // Until proved otherwise.
            known = Objects.requireNonNull(who.currentContext(), "The context of a flag must not be null");
            failed = false;
            context = known;
        }
        return known;
    }

    /** The context, as far as it was asked for. */
    @Nullable
    EvaluationContext context() {
        return context;
    }

    /** Whether it could not be found out who is asking. */
    boolean hasFailed() {
        return failed;
    }
}
