package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import java.util.function.Consumer;

/** Wants to know of each answer that a caller gets. */
@FunctionalInterface
public interface EvaluationWatch {

    /** Stands for all names that nobody knows, and for flags beyond a bound. No flag can have this name. */
    String OTHERS = "_other";

    /**
     * What takes the answers of a flag. It is called on the thread of whoever asks: it must return at once and throw
     * nothing.
     *
     * @param flag name of the flag, or {@link #OTHERS}
     * @return takes the answers
     */
    Consumer<Evaluation> of(String flag);
}
