package io.featureflags;

import io.featureflags.decision.Bucket;
import io.featureflags.text.LogText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a flag answers as it does for somebody: each step of the order of decision, with what it has come to. Made for
 * people, and for no call that has to be fast. {@link #toString()} is a table for a terminal or a log; as JSON, each
 * component is a field.
 *
 * @param flag name of the flag
 * @param enabled whether the flag is on
 * @param reason why
 * @param source which rung of the ladder answered
 * @param errorCode what kept the flag from being decided; null unless the reason is {@link Reason#ERROR}
 * @param bucket the bucket, 0 to 99, as {@link Bucket} says; null where no percentage was asked
 * @param position the place in the rollout, 0 to 99999; its thousands are the bucket
 * @param rule which rule has decided, counted from 1; null if none has
 * @param value the value as it stands in the store, or stood when it was last seen; null if there is none
 * @param steps the steps in their order; exactly one of them has decided
 */
public record Explanation(
        String flag,
        boolean enabled,
        Reason reason,
        Source source,
        @Nullable ErrorCode errorCode,
        @Nullable Integer bucket,
        @Nullable Integer position,
        @Nullable Integer rule,
        @Nullable String value,
        List<ExplainedStep> steps) {

    private static final int PER_BUCKET = 1000;

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * The explanation of an answer.
     *
     * @param answer the answer
     * @param rule which rule has decided; null if none has
     * @param value the value as it stands in the store
     * @param steps the steps in their order
     * @return the explanation
     */
    public static Explanation of(
            Evaluation answer, @Nullable Integer rule, @Nullable String value, List<ExplainedStep> steps) {
        Integer position = answer.position();
        return new Explanation(
                answer.flag(),
                answer.enabled(),
                answer.reason(),
                answer.source(),
                answer.errorCode(),
                position == null ? null : Integer.valueOf(position / PER_BUCKET),
                position,
                rule,
                value,
                steps);
    }

    /**
     * The explanation as text: the answer in the first line, the steps as a table below, then the value as far as a line
     * has room for it.
     *
     * @return some lines
     */
    @Override
    public String toString() {
        String head = LogText.of(flag) + " is " + (enabled ? "on" : "off") + ": " + reason
                + (errorCode == null ? "" : " " + errorCode) + " from " + source
                + (position == null ? "" : ", bucket " + bucket + ", position " + position);
        int width = steps.stream().mapToInt(step -> step.step().length()).max().orElse(0);
        String table = steps.stream().map(step -> row(step, width)).collect(Collectors.joining("\n"));
        return head + "\n" + table + "\n" + (value == null ? "no value" : "value: " + LogText.of(value));
    }

    private static String row(ExplainedStep step, int width) {
        String verdict = step.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return ("  " + step.step() + " ".repeat(width - step.step().length()) + "  "
                        + (verdict + " ".repeat(11)).substring(0, 11) + "  " + step.detail())
                .stripTrailing();
    }
}
