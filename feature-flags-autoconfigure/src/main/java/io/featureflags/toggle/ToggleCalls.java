package io.featureflags.toggle;

import io.featureflags.spi.CallCounts;

/**
 * The calls of one toggled method, on all beans of its class.
 *
 * @param spec the method
 * @param newCode the calls of the new code
 * @param legacy the calls of the legacy code, or of what stands for it
 */
record ToggleCalls(ToggleSpec spec, PathCalls newCode, PathCalls legacy) {

    /** Without legacy code a call is skipped or refused, as it was asked for: that is no failure. */
    static ToggleCalls of(ToggleSpec spec) {
        Class<?> returned = spec.method().getReturnType();
        return new ToggleCalls(spec, new PathCalls(returned, true), new PathCalls(returned, spec.legacy() != null));
    }

    CallCounts counts() {
        // The errors first: there are never more of them than calls.
        long newErrors = newCode.errors();
        long legacyErrors = legacy.errors();
        return new CallCounts(newCode.count(), legacy.count(), newErrors, legacyErrors);
    }
}
