package io.featureflags.spi;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.LiveValue;

/**
 * Value of a flag by its handle.
 *
 * @param flag the flag
 * @param otherwise value if the flag has none
 * @param currentUser provides the context of calls that pass none
 * @param <T> type of the value
 */
record FlagLiveValue<T>(Flag flag, T otherwise, EvaluationContextProvider currentUser) implements LiveValue<T> {

    @Override
    public T get() {
        return flag.value(otherwise, currentUser);
    }

    @Override
    public T get(EvaluationContext context) {
        return flag.value(otherwise, context);
    }
}
