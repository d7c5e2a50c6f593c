package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import io.featureflags.decision.Decision;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rungs that a flag's answer can come from: the value in the store, {@code application.yml}, the annotation. The
 * first one that is set answers.
 *
 * @param flag name of the flag
 * @param value the value; null if there is none
 * @param current whether the store is known to have exactly this value now, or none
 * @param configuration the flag in {@code application.yml}; null if it is not there
 * @param annotated the default of the annotation; null if no code refers to the flag
 * @param interpreter makes the decision of a value
 */
record FallbackLadder(
        String flag,
        @Nullable InterpretedValue value,
        boolean current,
        @Nullable FlagConfiguration configuration,
        @Nullable Boolean annotated,
        ValueInterpreter interpreter) {

    /** Returns whether an annotation refers to the flag. */
    boolean isReferenced() {
        return annotated != null;
    }

    /** Returns whether the store or {@code application.yml} has the flag. */
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
                current,
                vanished,
                forEverybody());
    }

    private @Nullable Boolean forEverybody() {
        Answering answering = answering();
        if (answering instanceof Answering.PerCall perCall) { // Users may get different variants, and all be on.
            Decision decision = perCall.decision();
            return decision.isConstant() ? decision.isEnabled(EvaluationContext.anonymous()) : null;
        }
        Evaluation answer = ((Answering.Fixed) answering).answer();
        return answer.errorCode() == null ? answer.enabled() : null;
    }

    private @Nullable String problem(@Nullable String unreadable) {
        if (unreadable != null) {
            return unreadable;
        }
        return value == null ? null : value.problem();
    }

    Answering answering() {
        if (value == null) {
            return new Answering.Fixed(withoutValue());
        }
        return value.meaning() == null
                ? new Answering.Fixed(notUnderstood())
                : Answering.of(sourceOfValue(), interpreter.decision(flag, value.meaning()));
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
        return current ? Source.REDIS : Source.LAST_KNOWN;
    }

    private @Nullable Boolean configured() {
        return configuration == null ? null : configuration.enabled();
    }

    /** Explains the answer; of an evaluation context that cannot be read, explains that. */
    Explanation explain(EvaluationContext context) {
        try {
            return explained(context);
        } catch (RuntimeException | StackOverflowError ex) {
            return failed();
        }
    }

    private Explanation explained(EvaluationContext context) {
        if (value == null) {
            return Explanation.of(withoutValue(), null, null, rungs());
        }
        if (value.meaning() == null) {
            ExplainedStep step = new ExplainedStep("value", StepOutcome.OFF, "not understood: " + value.problem());
            return Explanation.of(notUnderstood(), null, value.text(), List.of(step));
        }
        return interpreter.decision(flag, value.meaning()).explain(sourceOfValue(), value.text(), context);
    }

    private Explanation failed() {
        ExplainedStep step = new ExplainedStep("context", StepOutcome.OFF, "the user cannot be determined");
        return Explanation.of(
                Evaluation.error(flag, value == null ? Source.NONE : sourceOfValue(), ErrorCode.INVALID_CONTEXT),
                null,
                value == null ? null : value.text(),
                List.of(step));
    }

    private List<ExplainedStep> rungs() {
        List<ExplainedStep> steps = new ArrayList<>();
        steps.add(passed(
                "value", current ? "the store has no value" : "no value is known, and the store has not responded"));
        String notConfigured = configuration == null ? "no such flag" : "'enabled' is not set";
        steps.add(rung("application.yml", configured(), notConfigured));
        if (configured() == null) {
            steps.add(rung("annotation", annotated, "no code refers to the flag"));
            if (annotated == null) {
                steps.add(new ExplainedStep("otherwise", StepOutcome.OFF, "no default is set"));
            }
        } else {
            steps.add(new ExplainedStep("annotation", StepOutcome.NOT_REACHED, ""));
        }
        return steps;
    }

    private static ExplainedStep rung(String step, @Nullable Boolean enabled, String detailIfNotSet) {
        return enabled == null
                ? passed(step, detailIfNotSet)
                : new ExplainedStep(step, enabled ? StepOutcome.ON : StepOutcome.OFF, enabled.toString());
    }

    private static ExplainedStep passed(String step, String detail) {
        return new ExplainedStep(step, StepOutcome.PASSED, detail);
    }
}
