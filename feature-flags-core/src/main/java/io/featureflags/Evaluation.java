package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * The answer of a flag for one evaluation context, with its reason.
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
 */
public record Evaluation(
        String flag,
        boolean enabled,
        Reason reason,
        Source source,
        @Nullable ErrorCode errorCode,
        @Nullable Integer position,
        @Nullable String detail) {

    /**
     * Creates an answer without a detail.
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
