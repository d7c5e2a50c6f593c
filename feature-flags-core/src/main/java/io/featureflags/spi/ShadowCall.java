package io.featureflags.spi;

import io.featureflags.EvaluationContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that the legacy code has served, and that the new code is to repeat for nothing.
 *
 * @param method the toggled method, such as {@code PriceList.price}
 * @param newCode runs the new code, without advice and without counting the call
 * @param arguments the arguments as they were passed, not copied; for samples
 * @param context evaluation context of the caller
 * @param legacy what the legacy code did
 */
public record ShadowCall(
        String method, NewCode newCode, List<@Nullable Object> arguments, EvaluationContext context, LegacyEnd legacy) {

    /** The new code of a call, with its object and its arguments. */
    @FunctionalInterface
    public interface NewCode {

        /**
         * Runs the new code.
         *
         * @return the result of the new code
         * @throws Throwable the very exception of the new code
         */
        @Nullable
        Object run() throws Throwable;
    }

    /**
     * What the legacy code did.
     *
     * @param result result of the legacy code; null if it threw an exception
     * @param failure exception of the legacy code; null if it returned
     * @param nanos time that the legacy code took, in nanoseconds
     */
    public record LegacyEnd(
            @Nullable Object result, @Nullable Throwable failure, long nanos) {}
}
