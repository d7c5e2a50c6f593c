package io.featureflags.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shadow run in which both branches did not do the same.
 *
 * @param at time of the end of the run
 * @param method the toggled method, such as {@code PriceList.price}
 * @param outcome {@code DIFFERENT}, {@code NEW_FAILED} or {@code LEGACY_FAILED}
 * @param legacyException class of the exception of the legacy code; null if it returned
 * @param newException class of the exception of the new code; null if it returned
 * @param sample arguments and results, which may hold personal data; null unless samples are enabled
 */
public record ShadowDifference(
        Instant at,
        String method,
        ShadowOutcome outcome,
        @Nullable String legacyException,
        @Nullable String newException,
        @Nullable Sample sample) {

    /**
     * Arguments and results as text, each of at most 200 characters.
     *
     * @param arguments the arguments of the call, after the shadow run
     * @param legacy result of the legacy code, or its exception
     * @param next result of the new code, or its exception
     */
    public record Sample(String arguments, String legacy, String next) {}
}
