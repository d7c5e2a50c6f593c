package io.featureflags;

import io.featureflags.text.LogText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains the answer of a flag for one evaluation context: each step of the order of decision, with its outcome. An
 * explanation is intended for people and is slower than an evaluation. {@link #toString()} is a table for a terminal or
 * a log; as JSON, each component is a field.
 *
 * @param flag name of the flag
 * @param enabled whether the flag is on
 * @param reason reason of the answer
 * @param source source of the value that decided
 * @param errorCode cause of the failed evaluation; null unless the reason is {@link Reason#ERROR}
 * @param bucket bucket of the user, 0 to 99: MD5 of {@code user-flag} modulo 100; null if no partial percentage decided
 * @param position position of the user in the rollout, 0 to 99,999; its thousands are the bucket
 * @param variant name of the variant that the user gets; null without one, and for a flag without variants
 * @param variantPosition place of the user among the variants, 0 to 99,999; null if it did not choose the variant
 * @param rule number of the rule that decided, counted from 1; null if none did
 * @param value last known value in the store; null if there is none
 * @param steps all steps in their order; exactly one of them decided
 */
public record Explanation(
        String flag,
        boolean enabled,
        Reason reason,
        Source source,
        @Nullable ErrorCode errorCode,
        @Nullable Integer bucket,
        @Nullable Integer position,
        @Nullable String variant,
        @Nullable Integer variantPosition,
        @Nullable Integer rule,
        @Nullable String value,
        List<ExplainedStep> steps) {

    private static final int PER_BUCKET = 1000;

    /** Copies the steps. */
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * Creates the explanation of a flag without variants.
     *
     * @param flag name of the flag
     * @param enabled whether the flag is on
     * @param reason reason of the answer
     * @param source source of the value that decided
     * @param errorCode cause of the failed evaluation; null unless the reason is {@link Reason#ERROR}
     * @param bucket bucket of the user, 0 to 99; null if no partial percentage decided
     * @param position position of the user in the rollout, 0 to 99,999
     * @param rule number of the rule that decided, counted from 1; null if none did
     * @param value last known value in the store; null if there is none
     * @param steps all steps in their order
     */
    public Explanation(
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
        this(flag, enabled, reason, source, errorCode, bucket, position, null, null, rule, value, steps);
    }

    /**
     * Creates the explanation of an answer that no place among the variants chose.
     *
     * @param answer the answer
     * @param rule number of the rule that decided, counted from 1; null if none did
     * @param value last known value in the store; null if there is none
     * @param steps all steps in their order
     * @return the explanation
     */
    public static Explanation of(
            Evaluation answer, @Nullable Integer rule, @Nullable String value, List<ExplainedStep> steps) {
        return of(answer, null, rule, value, steps);
    }

    /**
     * Creates the explanation of an answer.
     *
     * @param answer the answer
     * @param variantPosition place of the user among the variants, 0 to 99,999; null if it did not choose the variant
     * @param rule number of the rule that decided, counted from 1; null if none did
     * @param value last known value in the store; null if there is none
     * @param steps all steps in their order
     * @return the explanation
     */
    public static Explanation of(
            Evaluation answer,
            @Nullable Integer variantPosition,
            @Nullable Integer rule,
            @Nullable String value,
            List<ExplainedStep> steps) {
        Integer position = answer.position();
        return new Explanation(
                answer.flag(),
                answer.enabled(),
                answer.reason(),
                answer.source(),
                answer.errorCode(),
                position == null ? null : Integer.valueOf(position / PER_BUCKET),
                position,
                answer.value() == null ? null : answer.variant(),
                variantPosition,
                rule,
                value,
                steps);
    }

    /**
     * Returns a copy with other steps.
     *
     * @param other the steps in their order
     * @return the copy
     */
    public Explanation withSteps(List<ExplainedStep> other) {
        return new Explanation(
                flag,
                enabled,
                reason,
                source,
                errorCode,
                bucket,
                position,
                variant,
                variantPosition,
                rule,
                value,
                other);
    }

    /**
     * Formats the explanation as text: the answer on the first line, then the steps as a table, then the beginning of
     * the value.
     *
     * @return several lines, without a line break at the end
     */
    @Override
    public String toString() {
        String head = LogText.of(flag) + " is " + (enabled ? "on" : "off") + ": " + reason
                + (errorCode == null ? "" : " " + errorCode) + " from " + source
                + (position == null ? "" : ", bucket " + bucket + ", position " + position)
                + (variant == null ? "" : ", variant " + LogText.of(variant));
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
