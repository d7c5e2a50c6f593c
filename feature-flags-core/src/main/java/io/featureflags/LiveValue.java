package io.featureflags;

import java.util.function.Supplier;

/**
 * A handle of the value of one flag, which follows the store. Obtained from
 * {@link io.featureflags.spi.FlagRegistry#value}. No method waits for the store, and none throws because of the flag or the
 * context.
 *
 * @param <T> type of the value
 */
public interface LiveValue<T> extends Supplier<T> {

    /**
     * Returns the present value for the current user: that of the bound {@link BoundContext}, or else of the
     * {@link EvaluationContextProvider}.
     *
     * @return the value; the default of the handle if the evaluation fails or the flag has no value
     */
    @Override
    T get();

    /**
     * Returns the present value for the given context.
     *
     * @param context evaluation context
     * @return the value; the default of the handle if the evaluation fails or the flag has no value
     */
    T get(EvaluationContext context);
}
