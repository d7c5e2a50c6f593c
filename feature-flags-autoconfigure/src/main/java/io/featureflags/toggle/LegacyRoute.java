package io.featureflags.toggle;

import io.featureflags.FeatureDisabledException;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Serves a call without the new code: while the flag is off, or after an exception that triggers the legacy code. */
@FunctionalInterface
interface LegacyRoute {

    /**
     * Serves a call.
     *
     * @param invocation the call of the new code
     * @param failure exception of the new code; null if the flag is off
     * @return the result for the caller
     * @throws Throwable the exception for the caller
     */
    @Nullable
    Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable;

    /**
     * Creates the route of a toggled method: to its legacy code, to an empty result, or to a
     * {@link FeatureDisabledException}.
     *
     * @param spec the method
     * @param beans finds beans with legacy code
     * @return the route
     */
    static LegacyRoute of(ToggleSpec spec, LegacyBeanLocator beans) {
        LegacyCode legacy = spec.legacy();
        if (legacy != null) {
            return legacy.bean() == null
                    ? new LegacyMethodRoute(spec, legacy)
                    : new LegacyBeanRoute(spec, legacy, legacy.bean(), beans);
        }
        Supplier<@Nullable Object> emptyResult = spec.emptyResult();
        return emptyResult != null ? (invocation, failure) -> emptyResult.get() : disabled(spec);
    }

    private static LegacyRoute disabled(ToggleSpec spec) {
        String method = spec.type().getSimpleName() + "." + spec.method().getName();
        return (invocation, failure) -> {
            throw new FeatureDisabledException(spec.flag(), method);
        };
    }
}
