package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Code that runs in place of a toggled method: its legacy code, or that of a variant.
 *
 * @param bean the bean that has it; null for the toggled bean itself
 * @param method the method with the code
 * @param takesFailure whether its last parameter takes the exception of the new code; false for a variant
 */
record BranchCode(@Nullable BranchBean bean, Method method, boolean takesFailure) {

    /**
     * Returns the arguments of the method.
     *
     * @param newCodeArguments the arguments of the call
     * @param failure exception of the new code; null if there is none
     * @return {@code newCodeArguments} itself, unless the method takes the failure too
     */
    @Nullable
    Object[] arguments(@Nullable Object[] newCodeArguments, @Nullable Throwable failure) {
        if (!takesFailure) {
            return newCodeArguments;
        }
        @Nullable Object[] arguments = Arrays.copyOf(newCodeArguments, newCodeArguments.length + 1);
        arguments[newCodeArguments.length] = failure;
        return arguments;
    }
}
