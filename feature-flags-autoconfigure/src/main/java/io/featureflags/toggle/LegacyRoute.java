package io.featureflags.toggle;

import io.featureflags.FeatureDisabledException;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** What a call does while the flag is off, or where the new code has failed and that is made up for. */
@FunctionalInterface
interface LegacyRoute {

    /**
     * Serves a call.
     *
     * @param invocation the call of the new code
     * @param failure what the new code has failed with; null if the flag is off
     * @return what the caller gets
     * @throws Throwable what the caller gets
     */
    @Nullable
    Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable;

    /**
     * The path of a toggled method.
     *
     * @param spec the method
     * @param beans finds beans with legacy code
     * @return legacy code, nothing, or an exception
     */
    static LegacyRoute of(ToggleSpec spec, LegacyBeans beans) {
        LegacyCode legacy = spec.legacy();
        if (legacy != null) {
            return legacy.bean() == null
                    ? new LegacyMethodRoute(spec.type(), legacy)
                    : new LegacyBeanRoute(spec, legacy, legacy.bean(), beans);
        }
        Supplier<@Nullable Object> nothing = spec.nothing();
        if (nothing != null) {
            return (invocation, failure) -> nothing.get();
        }
        String method = spec.type().getSimpleName() + "." + spec.method().getName();
        return (invocation, failure) -> {
            throw new FeatureDisabledException(spec.flag(), method);
        };
    }
}
