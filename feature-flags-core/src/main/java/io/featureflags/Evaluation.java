package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * The answer of a flag for one evaluation context, with its reason. For a flag with variants, the reason is that of the
 * variant, if there is one: {@link Reason#TARGETING_MATCH} for a listed user, {@link Reason#SPLIT} by weights.
 *
 * @param flag name of the flag
 * @param enabled whether the flag is on; false if the reason is {@link Reason#ERROR}
 * @param reason reason of the answer
 * @param source source of the value that decided
 * @param errorCode cause of the failed evaluation; null unless the reason is {@link Reason#ERROR}
 * @param position position of the user in the rollout, 0 to 99,999 in steps of 0.001 %; null if no partial percentage
 *     decided. Its thousands are the bucket: MD5 of {@code user-flag} modulo 100
 * @param detail supplement to the reason, to be read by people: the rule that matched, the required flag that is off,
 *     and the like; null if the reason is complete
 * @param variant name of the variant that the user gets; {@code on} or {@code off} for a flag without variants. Null if
 *     the evaluation failed, if the flag is off without an {@code offVariant}, or if the flag is on and the variant depends
 *     on a user that the context does not have
 * @param value value of the variant: a text, a {@link java.math.BigDecimal}, a boolean or an unmodifiable map; null without
 *     a variant, and for a flag without variants
 */
public record Evaluation(
        String flag,
        boolean enabled,
        Reason reason,
        Source source,
        @Nullable ErrorCode errorCode,
        @Nullable Integer position,
        @Nullable String detail,
        @Nullable String variant,
        @Nullable Object value) {

    /** Name of the variant of a flag without variants that is on. */
    static final String ON = "on";

    /** Name of the variant of a flag without variants that is off. */
    static final String OFF = "off";

    /**
     * Creates the answer of a flag without variants.
     *
     * @param flag name of the flag
     * @param enabled whether the flag is on
     * @param reason reason of the answer
     * @param source source of the value that decided
     * @param errorCode cause of the failed evaluation; null unless the reason is {@link Reason#ERROR}
     * @param position position of the user in the rollout, 0 to 99,999; null if no partial percentage decided
     * @param detail supplement to the reason; null if the reason is complete
     */
    public Evaluation(
            String flag,
            boolean enabled,
            Reason reason,
            Source source,
            @Nullable ErrorCode errorCode,
            @Nullable Integer position,
            @Nullable String detail) {
        this(
                flag,
                enabled,
                reason,
                source,
                errorCode,
                position,
                detail,
                errorCode != null ? null : enabled ? ON : OFF,
                null);
    }

    /**
     * Creates the answer of a flag without variants, without a detail.
     *
     * @param flag name of the flag
     * @param enabled whether the flag is on
     * @param reason reason of the answer
     * @param source source of the value that decided
     * @param errorCode cause of the failed evaluation; null unless the reason is {@link Reason#ERROR}
     * @param position position of the user in the rollout, 0 to 99,999; null if no partial percentage decided
     */
    public Evaluation(
            String flag,
            boolean enabled,
            Reason reason,
            Source source,
            @Nullable ErrorCode errorCode,
            @Nullable Integer position) {
        this(flag, enabled, reason, source, errorCode, position, null);
    }

    /**
     * Creates the answer of a failed evaluation: off, with the reason {@link Reason#ERROR}.
     *
     * @param flag name of the flag
     * @param source source of the value that was to decide
     * @param errorCode cause of the failure
     * @return the answer
     */
    public static Evaluation error(String flag, Source source, ErrorCode errorCode) {
        return new Evaluation(flag, false, Reason.ERROR, source, errorCode, null);
    }

    /**
     * Creates an answer that is not from the store, with the reason {@link Reason#DEFAULT}.
     *
     * @param flag name of the flag
     * @param enabled whether the flag is on
     * @param source source of the default
     * @return the answer
     */
    public static Evaluation byDefault(String flag, boolean enabled, Source source) {
        return new Evaluation(flag, enabled, Reason.DEFAULT, source, null, null);
    }
}
