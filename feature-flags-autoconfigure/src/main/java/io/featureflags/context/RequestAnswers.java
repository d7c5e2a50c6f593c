package io.featureflags.context;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers of flags in one request. A flag that is checked again gets the same answer. */
public final class RequestAnswers {

    /** The number of answers that are kept. A check beyond them gets the present answer of the flag. */
    static final int MAX_ANSWERS = 1000;

    private final Map<Object, FlagAnswers> byFlag = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    private volatile boolean ended;

    RequestAnswers() {}

    /**
     * Returns the first answer of a flag to the context of a call, and the same answer at each further call.
     *
     * @param key identifies the flag, also by equal handles
     * @param flag the flag
     * @param contextProvider provides the context
     * @return the answer
     * @throws RuntimeException the exception of {@code contextProvider}, unless the flag has handled it
     */
    Evaluation answer(Object key, Flag flag, EvaluationContextProvider contextProvider) {
        MemoizedContextProvider memoized = new MemoizedContextProvider(contextProvider);
        FlagAnswers answers = byFlag.get(key);
        Evaluation earlier = answers == null ? null : answers.find(memoized);
        if (earlier != null) {
            return earlier;
        }
        Evaluation fresh = flag.evaluate(memoized);
        if (memoized.hasFailed() || count.get() >= MAX_ANSWERS) {
            return fresh;
        }
        return byFlag.computeIfAbsent(key, absent -> new FlagAnswers(count)).keep(memoized, fresh);
    }

    /** Ends the request. A task that outlives it gets the present answers of flags. */
    void end() {
        ended = true;
        byFlag.clear();
    }

    boolean hasEnded() {
        return ended;
    }
}
