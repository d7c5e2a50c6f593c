package io.featureflags.shadow;

import io.featureflags.ShadowComparator;
import io.featureflags.spi.ShadowCall;
import io.featureflags.spi.ShadowDifference;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.text.LogText;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares what both branches of a call did.
 *
 * @param comparators the comparators of the application, by flag
 * @param samples whether differences have arguments and results as text
 * @param clock clock for the time of differences
 */
record RunComparison(Supplier<Map<String, ShadowComparator>> comparators, boolean samples, Clock clock) {

    private static final int MAX_TEXT = 200;

    /** Compares what the legacy code did with the result or the exception of the new code. */
    Result compare(String flag, ShadowCall call, @Nullable Object result, @Nullable Throwable failure) {
        ShadowOutcome outcome = outcome(flag, call.legacy(), result, failure);
        boolean agree = outcome == ShadowOutcome.SAME || outcome == ShadowOutcome.BOTH_FAILED;
        return new Result(outcome, agree ? null : difference(outcome, call, result, failure));
    }

    private ShadowOutcome outcome(
            String flag, ShadowCall.LegacyEnd legacy, @Nullable Object result, @Nullable Throwable failure) {
        Throwable legacyFailure = legacy.failure();
        if (legacyFailure != null && failure != null) {
            return legacyFailure.getClass() == failure.getClass() ? ShadowOutcome.BOTH_FAILED : ShadowOutcome.DIFFERENT;
        }
        if (legacyFailure != null) {
            return ShadowOutcome.LEGACY_FAILED;
        }
        if (failure != null) {
            return ShadowOutcome.NEW_FAILED;
        }
        return isSame(flag, legacy.result(), result) ? ShadowOutcome.SAME : ShadowOutcome.DIFFERENT;
    }

    private boolean isSame(String flag, @Nullable Object legacy, @Nullable Object result) {
        ShadowComparator comparator = comparators.get().get(flag);
        try {
            if (comparator != null) {
                return comparator.same(legacy, result);
            }
            if (legacy instanceof BigDecimal one && result instanceof BigDecimal other) {
                return one.compareTo(other) == 0;
            }
            return Objects.deepEquals(legacy, result);
        } catch (RuntimeException | Error ex) { // Code of the application compares.
            return false;
        }
    }

    private ShadowDifference difference(
            ShadowOutcome outcome, ShadowCall call, @Nullable Object result, @Nullable Throwable failure) {
        ShadowCall.LegacyEnd legacy = call.legacy();
        return new ShadowDifference(
                clock.instant(),
                call.method(),
                outcome,
                className(legacy.failure()),
                className(failure),
                samples
                        ? new ShadowDifference.Sample(
                                text(() -> Arrays.deepToString(call.arguments().toArray())),
                                text(legacy.result(), legacy.failure()),
                                text(result, failure))
                        : null);
    }

    private static @Nullable String className(@Nullable Throwable failure) {
        return failure == null ? null : failure.getClass().getName();
    }

    private static String text(@Nullable Object result, @Nullable Throwable failure) {
        if (failure != null) {
            return text(failure::toString);
        }
        return text(() -> {
            String inBrackets = Arrays.deepToString(new @Nullable Object[] {result});
            return inBrackets.substring(1, inBrackets.length() - 1);
        });
    }

    private static String text(Supplier<@Nullable String> source) {
        try {
            return LogText.of(String.valueOf(source.get()), MAX_TEXT);
        } catch (RuntimeException | Error ex) { // Code of the application makes the text.
            return "no text: " + ex.getClass().getName();
        }
    }

    /**
     * What a comparison found.
     *
     * @param outcome the outcome
     * @param difference the difference; null if both branches did the same
     */
    record Result(ShadowOutcome outcome, @Nullable ShadowDifference difference) {}
}
