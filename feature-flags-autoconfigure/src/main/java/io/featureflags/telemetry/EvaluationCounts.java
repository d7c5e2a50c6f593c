package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Counts the answers of flags. */
public final class EvaluationCounts implements EvaluationWatch {

    private final Map<String, AnswerCounts> flags = new ConcurrentHashMap<>();

    /** Creates counts without answers. */
    public EvaluationCounts() {}

    @Override
    public Consumer<Evaluation> of(String flag) {
        return flags.computeIfAbsent(flag, name -> new AnswerCounts());
    }

    void forEach(BiConsumer<String, AnswerCounts> action) {
        flags.forEach(action);
    }
}
