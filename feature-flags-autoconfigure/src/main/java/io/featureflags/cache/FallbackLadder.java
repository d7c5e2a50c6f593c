package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each rung says of a flag: the store's value, {@code application.yml}, the annotation. The first that says something
 * answers.
 *
 * @param flag name of the flag
 * @param value the value; null if there is none
 * @param stale whether the value is not known to be what the store has now
 * @param configuration what {@code application.yml} says; null if it does not mention the flag
 * @param annotated what the annotation says; null if no code refers to the flag
 * @param meanings makes the value decide
 */
record FallbackLadder(
        String flag,
        @Nullable LastValue value,
        boolean stale,
        @Nullable FlagConfiguration configuration,
        @Nullable Boolean annotated,
        ValueInterpreter meanings) {

    /** Whether an annotation refers to the flag. */
    boolean isReferenced() {
        return annotated != null;
    }

    /** Whether the store or {@code application.yml} has it. */
    boolean isDefined() {
        return value != null || isConfigured();
    }

    boolean isConfigured() {
        return configuration != null;
    }

    FlagFacts facts(@Nullable String unreadable, boolean vanished) {
        return new FlagFacts(
                flag,
                configuration,
                value == null ? null : value.text(),
                value == null ? null : value.meaning(),
                problem(unreadable),
                !stale,
                vanished,
                forEverybody());
    }

    private @Nullable Boolean forEverybody() {
        if (state() instanceof Answering.Fixed fixed && fixed.answer().errorCode() == null) {
            return fixed.answer().enabled();
        }
        return null;
    }

    private @Nullable String problem(@Nullable String unreadable) {
        if (unreadable != null) {
            return unreadable;
        }
        return value == null ? null : value.problem();
    }

    Answering state() {
        if (value == null) {
            return new Answering.Fixed(withoutValue());
        }
        return value.meaning() == null
                ? new Answering.Fixed(notUnderstood())
                : Answering.of(sourceOfValue(), meanings.decision(flag, value.meaning()));
    }

    private Evaluation withoutValue() {
        if (configured() != null) {
            return Evaluation.byDefault(flag, configured(), Source.CONFIGURATION);
        }
        if (annotated != null) {
            return Evaluation.byDefault(flag, annotated, Source.ANNOTATION);
        }
        return configuration != null
                ? Evaluation.byDefault(flag, false, Source.NONE)
                : Evaluation.error(flag, Source.NONE, ErrorCode.FLAG_NOT_FOUND);
    }

    private Evaluation notUnderstood() {
        return Evaluation.error(flag, sourceOfValue(), ErrorCode.PARSE_ERROR);
    }

    private Source sourceOfValue() {
        return stale ? Source.LAST_KNOWN : Source.REDIS;
    }

    private @Nullable Boolean configured() {
        return configuration == null ? null : configuration.enabled();
    }

    Explanation explain(EvaluationContext context) {
        if (value == null) {
            return Explanation.of(withoutValue(), null, null, rungs());
        }
        if (value.meaning() == null) {
            ExplainedStep step = new ExplainedStep("value", StepOutcome.OFF, "not understood: " + value.problem());
            return Explanation.of(notUnderstood(), null, value.text(), List.of(step));
        }
        return meanings.decision(flag, value.meaning()).explain(sourceOfValue(), value.text(), context);
    }

    /** The explanation where who is asking cannot be found out. */
    Explanation failed() {
        ExplainedStep step = new ExplainedStep("context", StepOutcome.OFF, "who is asking cannot be found out");
        return Explanation.of(
                Evaluation.error(flag, value == null ? Source.NONE : sourceOfValue(), ErrorCode.INVALID_CONTEXT),
                null,
                value == null ? null : value.text(),
                List.of(step));
    }

    private List<ExplainedStep> rungs() {
        List<ExplainedStep> steps = new ArrayList<>();
        steps.add(passed("value", stale ? "none is known, and the store has not answered" : "there is none"));
        steps.add(rung("application.yml", configured(), configuration == null ? "no such flag" : "does not say"));
        if (configured() == null) {
            steps.add(rung("annotation", annotated, "no code refers to the flag"));
            if (annotated == null) {
                steps.add(new ExplainedStep("otherwise", StepOutcome.OFF, "nobody says otherwise"));
            }
        } else {
            steps.add(new ExplainedStep("annotation", StepOutcome.NOT_REACHED, ""));
        }
        return steps;
    }

    private static ExplainedStep rung(String step, @Nullable Boolean says, String silent) {
        return says == null
                ? passed(step, silent)
                : new ExplainedStep(step, says ? StepOutcome.ON : StepOutcome.OFF, says.toString());
    }

    private static ExplainedStep passed(String step, String detail) {
        return new ExplainedStep(step, StepOutcome.PASSED, detail);
    }
}
