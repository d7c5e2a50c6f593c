package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The legacy code of a toggled method.
 *
 * @param bean the bean that has it; null for the toggled bean itself
 * @param method the legacy method
 * @param takesFailure whether its last parameter takes the exception of the new code
 */
record LegacyCode(@Nullable LegacyBeanReference bean, Method method, boolean takesFailure) {

    /**
     * Returns the arguments of the legacy method.
     *
     * @param newCodeArguments the arguments of the call
     * @param failure exception of the new code; null if the flag is off
     * @return {@code newCodeArguments} itself, unless the legacy method takes the failure too
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
