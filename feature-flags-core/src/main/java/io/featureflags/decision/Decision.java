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
import java.util.ArrayList;
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

    private final Function<String, Flag> flags;

    private final Clock clock;

    /** Number of bits of a verdict; the index of the step that decided is above them. */
    private static final int VERDICT_BITS = 40;

    private static final long VERDICT = (1L << VERDICT_BITS) - 1;

    private final Step[] steps;

    private final VariantChoice variants;

    /** Index of the first step that depends on the user. */
    private final int firstUserStep;

    Decision(String flag, FlagValue value, Function<String, Flag> flags, Clock clock) {
        this.flag = flag;
        this.value = value;
        this.flags = flags;
        this.clock = clock;
        this.variants = new VariantChoice(value.variants(), rollout());
        this.steps = allSteps().stream().filter(Step::isGiven).toArray(Step[]::new);
        int first = 0;
        while (first < steps.length && !steps[first].dependsOnUser()) {
            first++;
        }
        this.firstUserStep = first;
    }

    /** Returns all steps in the order of decision. A step that the value does not have always passes. */
    private List<Step> allSteps() {
        List<Step> all = new ArrayList<>();
        all.add(new EnabledStep(value.enabled()));
        all.add(new WindowStep(value.window(), clock));
        all.add(new RequiresStep(value.requires(), flags));
        all.add(ListStep.excluded(value.excluded()));
        all.add(ListStep.users(value.users()));
        Rollout rollout = rollout();
        int number = 0;
        for (Rule rule : value.rules()) {
            all.add(new RuleStep(rule, ++number, rollout, value.variants()));
        }
        all.add(new PercentageStep(value.percentage(), rollout));
        return all;
    }

    private Rollout rollout() {
        return new Rollout(flag, value.salt(), value.bucketBy());
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
        return steps[0].isConstant();
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
                        || !variants.dependsOnUser(steps[0]));
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
        EvaluationContextProvider provider = chained(contextProvider);
        long decided = decideWithoutUser(provider);
        return Verdict.isOn(decided == Verdict.PASS ? decideByUser(provider, user(provider)) : decided);
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
        long decided = decideWithoutUser(provider);
        EvaluationContext context = decided == Verdict.PASS ? user(provider) : null;
        if (context != null) {
            decided = decideByUser(provider, context);
        }
        return answer(source, step(decided), decided & VERDICT, choose(decided, provider, context));
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
        EvaluationContextProvider provider = chained(contextProvider);
        long decided = decideWithoutUser(provider);
        if (decided == Verdict.PASS) {
            decided = decideByUser(provider, user(provider));
        }
        return answer(source, step(decided), decided & VERDICT, VariantChoice.NONE);
    }

    /**
     * Returns the answer to a caller whose context cannot be determined.
     *
     * @param source source of the value
     * @return the answer, without a variant, if the flag {@link #isConstant is on or off for all users}; else off, with the
     *     code {@link ErrorCode#INVALID_CONTEXT}
     */
    public Evaluation withoutContext(Source source) {
        return isConstant()
                ? decide(source, EvaluationContext.anonymous())
                : Evaluation.error(flag, source, ErrorCode.INVALID_CONTEXT);
    }

    /**
     * Returns the value of the flag. Allocates nothing.
     *
     * @param type type that the caller asks for
     * @param contextProvider provider of the evaluation context; called at most once, and only if the answer or the variant
     *     depends on the user
     * @return the value; null if the evaluation fails, if the value is of another type, or if the flag has no value
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public @Nullable Object value(ValueType type, EvaluationContextProvider contextProvider) {
        EvaluationContextProvider provider = chained(contextProvider);
        long decided = decideWithoutUser(provider);
        EvaluationContext context = decided == Verdict.PASS ? user(provider) : null;
        if (context != null) {
            decided = decideByUser(provider, context);
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
        Step deciding = step(decided);
        EvaluationContext known = context;
        if (known == null) {
            boolean needed = Verdict.isOn(decided) && variants.dependsOnUser(deciding);
            known = needed ? user(provider) : EvaluationContext.anonymous();
        }
        return variants.choose(deciding, decided & VERDICT, known);
    }

    private Evaluation answer(Source source, Step step, long verdict, int choice) {
        Reason reason = step.reason(verdict);
        ErrorCode errorCode = null;
        String name = null;
        Object chosen = null;
        if (Verdict.isUserMissing(verdict)) {
            reason = Reason.ERROR;
            errorCode = ErrorCode.TARGETING_KEY_MISSING;
        } else if (variants.isNone()) {
            return new Evaluation(
                    flag, Verdict.isOn(verdict), reason, source, null, step.position(verdict), step.detail(verdict));
        } else if (choice != VariantChoice.NONE) {
            Variant variant = variants.variant(choice);
            reason = variants.reason(choice, reason);
            name = variant.name();
            chosen = variant.value();
        }
        return new Evaluation(
                flag,
                Verdict.isOn(verdict),
                reason,
                source,
                errorCode,
                step.position(verdict),
                step.detail(verdict),
                name,
                chosen);
    }

    /**
     * Returns whether the percentage of the value decides by the position of the user: no other step does, and there is a
     * user. Such users are drawn by lot.
     *
     * @param context evaluation context
     * @return whether the user is drawn; false if the percentage is 0 or 100
     */
    public boolean isDrawn(EvaluationContext context) {
        int last = steps.length - 1;
        if (!((PercentageStep) steps[last]).canDraw(context)) {
            return false;
        }
        EvaluationContextProvider provider = last == 0 ? context : chained(context);
        for (int i = 0; i < last; i++) {
            if (steps[i].decide(provider, context) != Verdict.PASS) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the slot of a drawn user: the first 14 bits of the digest behind the bucket. Few users share a slot, and a slot
     * does not reveal its users.
     *
     * @param context evaluation context of a user who {@link #isDrawn is drawn}
     * @return the slot, 0 to 16,383
     */
    public int slot(EvaluationContext context) {
        return ((PercentageStep) steps[steps.length - 1]).slot(context);
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
        long decided = decideWithoutUser(provider);
        if (decided == Verdict.PASS) {
            decided = decideByUser(provider, context);
        }
        Step deciding = step(decided);
        long verdict = decided & VERDICT;
        List<ExplainedStep> explained = new ArrayList<>();
        boolean reached = true;
        for (Step step : allSteps()) {
            if (!reached) {
                explained.add(new ExplainedStep(step.name(), StepOutcome.NOT_REACHED, ""));
            } else if (step.name().equals(deciding.name())) {
                explained.add(
                        ExplainedStep.decided(step.name(), Verdict.isOn(verdict), deciding.explain(verdict, context)));
                reached = false;
            } else {
                explained.add(new ExplainedStep(
                        step.name(),
                        StepOutcome.PASSED,
                        step.isGiven() ? step.explain(Verdict.PASS, context) : "not given"));
            }
        }
        int choice = choose(decided, provider, context);
        Integer place = variants.place(choice, verdict, context);
        if (!variants.isNone()) {
            String detail = variants.explain(choice, Verdict.isOn(verdict), place);
            explained.add(new ExplainedStep("variant", StepOutcome.PASSED, detail));
        }
        RolloutPlan plan = value.rollout();
        if (plan != null) {
            explained.add(new ExplainedStep("rollout", StepOutcome.PASSED, plan.inWords(value.percentage())));
        }
        return Explanation.of(answer(source, deciding, verdict, choice), place, deciding.rule(), text, explained);
    }

    /** Returns the context of the caller, through a chain if the value requires other flags. */
    private EvaluationContextProvider chained(EvaluationContextProvider contextProvider) {
        return value.requires().isEmpty() ? contextProvider : new RequirementChain(flag, contextProvider);
    }

    private static EvaluationContext user(EvaluationContextProvider provider) {
        return Objects.requireNonNull(provider.currentContext(), "The context of a flag must not be null");
    }

    private Step step(long decided) {
        return steps[(int) (decided >>> VERDICT_BITS)];
    }

    /**
     * Evaluates the steps that do not depend on the user.
     *
     * @return the index of the step that decided, above its verdict; {@link Verdict#PASS} if none did
     */
    private long decideWithoutUser(EvaluationContextProvider provider) {
        for (int i = 0; i < firstUserStep; i++) {
            long verdict = steps[i].decide(provider, EvaluationContext.anonymous());
            if (verdict != Verdict.PASS) {
                return ((long) i << VERDICT_BITS) | verdict;
            }
        }
        return Verdict.PASS;
    }

    /** Evaluates the other steps, after those without the user have passed. */
    private long decideByUser(EvaluationContextProvider provider, EvaluationContext context) {
        for (int i = firstUserStep; i < steps.length; i++) {
            long verdict = steps[i].decide(provider, context);
            if (verdict != Verdict.PASS) {
                return ((long) i << VERDICT_BITS) | verdict;
            }
        }
        throw new IllegalStateException("The last step must decide");
    }
}
