package io.featureflags.context;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one flag in one request: either one for everybody, where the first answer did not depend on who was
 * asking, or one for each context. Never both, so that no context can get two answers, whatever the flag becomes.
 */
final class FlagAnswers {

    private final AtomicInteger count;

    private final Map<EvaluationContext, Evaluation> byContext = new HashMap<>();

    private @Nullable Evaluation forEverybody;

    /**
     * Creates an empty memory.
     *
     * @param count counts all answers that are kept
     */
    FlagAnswers(AtomicInteger count) {
        this.count = count;
    }

    /**
     * The answer that was given before; asks who is asking only if that matters.
     *
     * @return the answer; null if there is none
     */
    @Nullable
    Evaluation find(MemoizedContextProvider asked) {
        // Never ask while holding the lock: that runs code of the application.
        return isByContext() ? find(asked.currentContext()) : everybody();
    }

    /**
     * Keeps an answer, unless there is one by now.
     *
     * @return the answer that counts
     */
    Evaluation keep(MemoizedContextProvider asked, Evaluation fresh) {
        Evaluation kept = tryToKeep(asked.context(), fresh);
        while (kept == null) { // The flag has begun to answer by context, so that this one must be known too.
            kept = tryToKeep(asked.currentContext(), fresh);
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
