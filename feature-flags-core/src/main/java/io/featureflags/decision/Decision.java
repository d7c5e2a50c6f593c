package io.featureflags.decision;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import io.featureflags.ValueType;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A flag's value, prepared for evaluation: the steps that its value has, in the order of decision. Created once per
 * value by {@link FlagValue#decisionFor}.
 */
public final class Decision {

    private final String flag;

    private final FlagValue value;

    private final DecisionSteps steps;

    private final VariantChoice variants;

    Decision(String flag, FlagValue value, Function<String, Flag> flags, Clock clock) {
        this.flag = flag;
        this.value = value;
        Rollout rollout = new Rollout(flag, value.salt(), value.bucketBy());
        this.steps = new DecisionSteps(value, rollout, flags, clock);
        this.variants = new VariantChoice(value.variants(), rollout);
    }

    /**
     * Returns the parsed value of the flag.
     *
     * @return the value
     */
    public FlagValue value() {
        return value;
    }

    /**
     * Returns whether the flag is on, or off, for all users until the value changes.
     *
     * @return false if that depends on the user, on the time or on another flag
     */
    public boolean isConstant() {
        return steps.areConstant();
    }

    /**
     * Returns whether all users get the same variant as well.
     *
     * @return true if there is one answer for all users until the value changes
     */
    public boolean hasOneAnswer() {
        return isConstant()
                && (variants.isNone()
                        || !isEnabled(EvaluationContext.anonymous())
                        || !variants.dependsOnUser(steps.percentage()));
    }

    /**
     * Returns whether the flag is on.
     *
     * @param contextProvider provider of the evaluation context; called at most once, and only if the answer depends on
     *     the user
     * @return whether the flag is on
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        return Verdict.isOn(decide(chained(contextProvider)));
    }

    private long decide(EvaluationContextProvider provider) {
        long decided = steps.decideWithoutUser(provider);
        return decided == Verdict.PASS ? steps.decideByUser(provider, user(provider)) : decided;
    }

    /**
     * Evaluates the flag and returns the answer with its reason and its variant.
     *
     * @param source source of the value
     * @param contextProvider provider of the evaluation context; called at most once, and only if the answer or the variant
     *     depends on the user
     * @return the answer
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public Evaluation evaluate(Source source, EvaluationContextProvider contextProvider) {
        EvaluationContextProvider provider = chained(contextProvider);
        long decided = steps.decideWithoutUser(provider);
        EvaluationContext context = decided == Verdict.PASS ? user(provider) : null;
        if (context != null) {
            decided = steps.decideByUser(provider, context);
        }
        return answer(source, decided, choose(decided, provider, context));
    }

    /**
     * Evaluates whether the flag is on, and returns the answer without a variant of the value.
     *
     * @param source source of the value
     * @param contextProvider provider of the evaluation context; called at most once, and only if the flag is on or off
     *     depending on the user
     * @return the answer
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public Evaluation decide(Source source, EvaluationContextProvider contextProvider) {
        return answer(source, decide(chained(contextProvider)), VariantChoice.NONE);
    }

    /**
     * Returns the answer to a caller whose context cannot be determined. Variants do not decide whether the flag is on, so
     * that the flag is on without a variant if only the variant depends on the user.
     *
     * @param source source of the value
     * @param contextProvider provider that has thrown
     * @return the answer, without a variant; off with the code {@link ErrorCode#INVALID_CONTEXT} if it depends on the user
     */
    public Evaluation withoutContext(Source source, EvaluationContextProvider contextProvider) {
        try {
            return decide(source, contextProvider);
        } catch (RuntimeException ex) {
            return Evaluation.error(flag, source, ErrorCode.INVALID_CONTEXT);
        }
    }

    /**
     * Returns the value of the flag, without allocation.
     *
     * @param type type that the caller asks for
     * @param contextProvider provider of the evaluation context; called at most once, and only if the answer or the variant
     *     depends on the user
     * @return the value; null if the evaluation fails, if the value is of another type, or if the flag has no value
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public @Nullable Object value(ValueType type, EvaluationContextProvider contextProvider) {
        EvaluationContextProvider provider = chained(contextProvider);
        long decided = steps.decideWithoutUser(provider);
        EvaluationContext context = decided == Verdict.PASS ? user(provider) : null;
        if (context != null) {
            decided = steps.decideByUser(provider, context);
        }
        if (!variants.isNone()) {
            return variants.value(choose(decided, provider, context), type);
        }
        return type != ValueType.BOOLEAN || Verdict.isUserMissing(decided) ? null : (Object) Verdict.isOn(decided);
    }

    /** Chooses the variant; the context is null if no step needed it. */
    private int choose(long decided, EvaluationContextProvider provider, @Nullable EvaluationContext context) {
        if (variants.isNone()) {
            return VariantChoice.NONE;
        }
        Step deciding = steps.deciding(decided);
        boolean lacksUser = context == null && Verdict.isOn(decided) && variants.dependsOnUser(deciding);
        EvaluationContext known = lacksUser ? user(provider) : context;
        return variants.choose(
                deciding, DecisionSteps.verdict(decided), known == null ? EvaluationContext.anonymous() : known);
    }

    private Evaluation answer(Source source, long decided, int choice) {
        Step step = steps.deciding(decided);
        long verdict = DecisionSteps.verdict(decided);
        boolean enabled = Verdict.isOn(verdict);
        ErrorCode errorCode = Verdict.isUserMissing(verdict) ? ErrorCode.TARGETING_KEY_MISSING : null;
        Reason reason = errorCode == null ? step.reason(verdict) : Reason.ERROR;
        if (variants.isNone()) {
            return new Evaluation(
                    flag, enabled, reason, source, errorCode, step.position(verdict), step.detail(verdict));
        }
        Variant variant = choice == VariantChoice.NONE ? null : variants.variant(choice);
        return new Evaluation(
                flag,
                enabled,
                variant == null ? reason : variants.reason(choice, reason),
                source,
                errorCode,
                step.position(verdict),
                step.detail(verdict),
                variant == null ? null : variant.name(),
                variant == null ? null : variant.value());
    }

    /**
     * Returns whether the percentage of the value decides by the position of the user: no other step does, and there is a
     * user. Such users are drawn by lot.
     *
     * @param context evaluation context
     * @return whether the user is drawn; false if the percentage is 0 or 100
     */
    public boolean isDrawn(EvaluationContext context) {
        return steps.areDrawn(chained(context), context);
    }

    /**
     * Returns the slot of a drawn user: the first 14 bits of the digest behind the bucket. Few users share a slot, and a slot
     * does not reveal its users.
     *
     * @param context evaluation context of a user who {@link #isDrawn is drawn}
     * @return the slot, 0 to 16,383
     */
    public int slot(EvaluationContext context) {
        return steps.percentage().slot(context);
    }

    /**
     * Explains the answer with every step of the order of decision.
     *
     * @param source source of the value
     * @param text the value as in the store
     * @param context evaluation context
     * @return the explanation
     */
    public Explanation explain(Source source, String text, EvaluationContext context) {
        EvaluationContextProvider provider = chained(context);
        long decided = decide(provider);
        List<ExplainedStep> explained = steps.explain(decided, context);
        int choice = choose(decided, provider, context);
        Integer place = variants.place(choice, DecisionSteps.verdict(decided), context);
        if (!variants.isNone()) {
            String detail = variants.explain(choice, Verdict.isOn(decided), place);
            explained.add(new ExplainedStep("variant", StepOutcome.PASSED, detail));
        }
        RolloutPlan plan = value.rollout();
        if (plan != null) {
            explained.add(new ExplainedStep("rollout", StepOutcome.PASSED, plan.inWords(value.percentage())));
        }
        return Explanation.of(
                answer(source, decided, choice), place, steps.deciding(decided).rule(), text, explained);
    }

    /** Returns the context of the caller, through a chain if the value requires other flags. */
    private EvaluationContextProvider chained(EvaluationContextProvider contextProvider) {
        return value.requires().isEmpty() ? contextProvider : new RequirementChain(flag, contextProvider);
    }

    private static EvaluationContext user(EvaluationContextProvider provider) {
        return Objects.requireNonNull(provider.currentContext(), "The context of a flag must not be null");
    }
}
