package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import java.util.function.Consumer;

/**
 * Receives each answer that a caller gets, such as to count it. A bean. Explanations and previews are not reported.
 */
@FunctionalInterface
public interface EvaluationWatch {

    /** Stands for all unknown names, and for flags beyond the first 1,000. No flag can have this name. */
    String OTHERS = "_other";

    /**
     * Returns the consumer of the answers of a flag. It is called on the thread of the caller: it must return at once and
     * must not throw exceptions.
     *
     * @param flag name of the flag, or {@link #OTHERS}
     * @return consumer of the answers
     */
    Consumer<Evaluation> of(String flag);
}
