package io.featureflags;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a flag for one evaluation context, with its reason.
 *
 * @param flag name of the flag
 * @param value the value; the default of the caller with an error code, or if the flag is off without an {@code offVariant}
 * @param variant name of the variant; {@code on} or {@code off} for a flag without variants; null if {@code value} is the
 *     default of the caller
 * @param enabled whether the flag is on; variants do not affect it
 * @param reason reason of the value
 * @param source source of the value that decided
 * @param errorCode cause of the failed evaluation; null unless the reason is {@link Reason#ERROR}
 * @param <T> type of the value
 */
public record ValueEvaluation<T>(
        String flag,
        T value,
        @Nullable String variant,
        boolean enabled,
        Reason reason,
        Source source,
        @Nullable ErrorCode errorCode) {

    /**
     * Creates the value of an answer.
     *
     * @param answer the answer
     * @param otherwise default of the caller, which determines the type: {@link Boolean}, {@link String}, {@link Integer},
     *     {@link Long}, {@link Double}, {@link java.math.BigDecimal} or {@link Map}
     * @param <T> type of the value
     * @return the value in the type of the default
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    @SuppressWarnings("unchecked") // The value is converted to the type of the default.
    public static <T> ValueEvaluation<T> of(Evaluation answer, T otherwise) {
        ValueType type = ValueType.of(otherwise);
        if (answer.errorCode() != null) {
            return error(answer, otherwise, answer.errorCode());
        }
        Object value = answer.value();
        if (value == null && answer.variant() != null) {
            value = answer.enabled();
        }
        if (value == null) {
            return answer.enabled()
                    ? error(answer, otherwise, ErrorCode.TARGETING_KEY_MISSING)
                    : new ValueEvaluation<>(
                            answer.flag(), otherwise, null, false, answer.reason(), answer.source(), null);
        }
        Object converted = type.convert(value);
        return converted == null
                ? error(answer, otherwise, ErrorCode.TYPE_MISMATCH)
                : new ValueEvaluation<>(
                        answer.flag(),
                        (T) converted,
                        answer.variant(),
                        answer.enabled(),
                        answer.reason(),
                        answer.source(),
                        null);
    }

    /**
     * Creates the value of a failed evaluation: the default of the caller, with the reason {@link Reason#ERROR}.
     *
     * @param answer the answer of the flag
     * @param otherwise default of the caller
     * @param errorCode cause of the failure
     * @param <T> type of the value
     * @return the value
     */
    public static <T> ValueEvaluation<T> error(Evaluation answer, T otherwise, ErrorCode errorCode) {
        return new ValueEvaluation<>(
                answer.flag(), otherwise, null, answer.enabled(), Reason.ERROR, answer.source(), errorCode);
    }
}
