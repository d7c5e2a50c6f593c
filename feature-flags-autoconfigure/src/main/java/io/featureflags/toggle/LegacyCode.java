package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The legacy code of a toggled method.
 *
 * @param bean where it is; null for the toggled bean itself
 * @param method the method
 * @param takesFailure whether its last parameter takes the failure of the new code
 */
record LegacyCode(@Nullable LegacyBean bean, Method method, boolean takesFailure) {

    /** The arguments of the legacy method. */
    @Nullable
    Object[] arguments(@Nullable Object[] ofNewCode, @Nullable Throwable failure) {
        if (!takesFailure) {
            return ofNewCode;
        }
        @Nullable Object[] arguments = Arrays.copyOf(ofNewCode, ofNewCode.length + 1);
        arguments[ofNewCode.length] = failure;
        return arguments;
    }
}
