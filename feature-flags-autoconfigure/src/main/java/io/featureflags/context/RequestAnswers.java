package io.featureflags.context;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The answers that flags have given in one request, so that they give them again. */
public final class RequestAnswers {

    /** How many answers are kept. What is asked beyond them is answered as it is at that moment. */
    static final int MAX_ANSWERS = 1000;

    private final Map<Object, FlagAnswers> byFlag = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    private volatile boolean ended;

    RequestAnswers() {}

    /**
     * The first answer of a flag to whoever is asking, and the same at each further call.
     *
     * @param key stands for the flag, in equal handles too
     * @param flag the flag
     * @param who says who is asking
     * @return the answer
     * @throws RuntimeException what {@code who} throws, unless the flag has dealt with it
     */
    Evaluation answer(Object key, Flag flag, EvaluationContextProvider who) {
        MemoizedContextProvider asked = new MemoizedContextProvider(who);
        FlagAnswers answers = byFlag.get(key);
        Evaluation earlier = answers == null ? null : answers.find(asked);
        if (earlier != null) {
            return earlier;
        }
        Evaluation fresh = flag.evaluate(asked);
        if (asked.hasFailed() || count.get() >= MAX_ANSWERS) {
            return fresh;
        }
        return byFlag.computeIfAbsent(key, absent -> new FlagAnswers(count)).keep(asked, fresh);
    }

    /** The request is over: should a task outlive it, it is to see what flags become. */
    void end() {
        ended = true;
        byFlag.clear();
    }

    boolean hasEnded() {
        return ended;
    }
}
