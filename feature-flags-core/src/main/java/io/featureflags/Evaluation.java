package io.featureflags;

import io.featureflags.decision.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a flag, and what explains it.
 *
 * @param flag name of the flag
 * @param enabled whether the flag is on
 * @param reason why
 * @param source which rung of the ladder answered
 * @param errorCode what kept the flag from being decided; null unless the reason is {@link Reason#ERROR}
 * @param position where the user stands in the rollout, 0 to 99999 in steps of 0.001 %, as {@link Bucket#position} gives
 *     it; null where no percentage was asked
 * @param detail what the reason leaves open, for people: which rule matched, which required flag is off, and the like;
 *     null where the reason says it all
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
     * An answer whose reason says it all.
     *
     * @param flag name of the flag
     * @param enabled whether the flag is on
     * @param reason why
     * @param source which rung of the ladder answered
     * @param errorCode what kept the flag from being decided
     * @param position where the user stands in the rollout
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
     * An answer for a flag that could not be decided: off.
     *
     * @param flag name of the flag
     * @param source which rung of the ladder answered
     * @param errorCode what kept the flag from being decided
     * @return off, with reason {@link Reason#ERROR}
     */
    public static Evaluation error(String flag, Source source, ErrorCode errorCode) {
        return new Evaluation(flag, false, Reason.ERROR, source, errorCode, null);
    }

    /**
     * An answer that is not from Redis.
     *
     * @param flag name of the flag
     * @param enabled whether the flag is on
     * @param source which rung of the ladder answered
     * @return the answer, with reason {@link Reason#DEFAULT}
     */
    public static Evaluation byDefault(String flag, boolean enabled, Source source) {
        return new Evaluation(flag, enabled, Reason.DEFAULT, source, null, null);
    }
}
