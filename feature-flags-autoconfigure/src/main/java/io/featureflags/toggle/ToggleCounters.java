package io.featureflags.toggle;

import io.featureflags.spi.CallCounts;

/**
 * The counters of one toggled method, for all beans of its class.
 *
 * @param spec the method
 * @param newCode counts the calls of the new code
 * @param legacy counts the calls of the legacy code, or those that are skipped or rejected instead
 * @param rescues warns of the calls of the legacy code after an exception
 */
record ToggleCounters(ToggleSpec spec, PathCounter newCode, PathCounter legacy, RescueLog rescues) {

    /** Creates counters for a method. Without legacy code a call is skipped or rejected as configured: no failure. */
    static ToggleCounters of(ToggleSpec spec) {
        Class<?> returned = spec.method().getReturnType();
        return new ToggleCounters(
                spec,
                new PathCounter(returned, true),
                new PathCounter(returned, spec.legacy() != null),
                new RescueLog(System::nanoTime));
    }

    /** Returns the calls so far. */
    CallCounts counts() {
        // The errors are read first, so that there are never more errors than calls.
        long newErrors = newCode.errors();
        long legacyErrors = legacy.errors();
        return new CallCounts(newCode.count(), legacy.count(), newErrors, legacyErrors);
    }
}
