package io.featureflags.toggle;

import io.featureflags.FeatureDisabledException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** What a call does while the flag is off. */
@FunctionalInterface
interface OffPath {

    /**
     * Serves a call.
     *
     * @param invocation the call of the new code
     * @return what the caller gets
     * @throws Throwable what the caller gets
     */
    @Nullable
    Object serve(MethodInvocation invocation) throws Throwable;

    /**
     * The path of a toggled method.
     *
     * @param spec the method
     * @return legacy code, nothing, or an exception
     */
    static OffPath of(ToggleSpec spec) {
        Method legacy = spec.legacy();
        if (legacy != null) {
            return new LegacyPath(spec.type(), legacy);
        }
        Supplier<@Nullable Object> nothing = spec.nothing();
        if (nothing != null) {
            return invocation -> nothing.get();
        }
        String method = spec.type().getSimpleName() + "." + spec.method().getName();
        return invocation -> {
            throw new FeatureDisabledException(spec.flag(), method);
        };
    }
}
