package io.featureflags.context;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one flag in one request: one for every context if the first answer did not depend on the context, else
 * one for each context. Never both, so that no context can get two answers, however the flag changes.
 */
final class FlagAnswers {

    private final AtomicInteger count;

    private final Map<EvaluationContext, Evaluation> byContext = new HashMap<>();

    private @Nullable Evaluation forEverybody;

    /**
     * Creates the answers, without any.
     *
     * @param count the number of answers that the request keeps of all flags
     */
    FlagAnswers(AtomicInteger count) {
        this.count = count;
    }

    /**
     * Returns the answer of an earlier call. Requests the context only if the answer depends on it.
     *
     * @param contextProvider provides the context of this call
     * @return the answer; null if there is none
     */
    @Nullable
    Evaluation find(MemoizedContextProvider contextProvider) {
        // Not under the lock: the provider runs code of the application.
        return isByContext() ? find(contextProvider.currentContext()) : everybody();
    }

    /**
     * Keeps an answer, unless another thread has kept one meanwhile.
     *
     * @param contextProvider provides the context of this call
     * @param fresh the answer
     * @return the answer of the request: {@code fresh}, or that of the other thread
     */
    Evaluation keep(MemoizedContextProvider contextProvider, Evaluation fresh) {
        Evaluation kept = tryToKeep(contextProvider.context(), fresh);
        while (kept == null) { // The flag depends on the context by now, so that this context is needed too.
            kept = tryToKeep(contextProvider.currentContext(), fresh);
        }
        return kept;
    }

    private synchronized boolean isByContext() {
        return !byContext.isEmpty();
    }

    private synchronized @Nullable Evaluation everybody() {
        return forEverybody;
    }

    private synchronized @Nullable Evaluation find(EvaluationContext context) {
        return byContext.get(context);
    }

    private synchronized @Nullable Evaluation tryToKeep(@Nullable EvaluationContext context, Evaluation fresh) {
        if (forEverybody != null) {
            return forEverybody;
        }
        if (context == null) {
            if (!byContext.isEmpty()) {
                return null;
            }
            forEverybody = fresh;
        } else {
            Evaluation earlier = byContext.putIfAbsent(context, fresh);
            if (earlier != null) {
                return earlier;
            }
        }
        count.incrementAndGet();
        return fresh;
    }
}
