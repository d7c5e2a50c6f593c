package io.featureflags.toggle;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.spi.RunningPlan;
import io.featureflags.toggle.user.UserExpression;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Routes each call of one toggled method. Flag, user expression and branches are resolved once, with the proxy. */
final class ToggleInterceptor implements MethodInterceptor {

    private final Flag flag;

    private final EvaluationContextProvider contextProvider;

    private final @Nullable UserExpression user;

    private final PathCounter newCode;

    private final PathCounter legacy;

    private final Branch uncounted;

    private final Branch legacyBranch;

    /** Null for a method without variants, which evaluates only whether its flag is on. */
    private final @Nullable Branches variants;

    private final GuardedCalls guarded;

    private final @Nullable Rescue rescue;

    ToggleInterceptor(
            ToggleSpec spec,
            Flag flag,
            EvaluationContextProvider contextProvider,
            Branches branches,
            ToggleCounters counters,
            GuardedCalls guarded) {
        this.flag = flag;
        this.contextProvider = contextProvider;
        this.user = spec.user();
        this.newCode = counters.newCode();
        this.legacy = counters.legacy();
        this.uncounted = branches.legacy();
        this.variants = branches.variants().isEmpty() ? null : branches;
        this.legacyBranch = (invocation, failure) -> counters.legacy().serve(uncounted, invocation, failure);
        this.guarded = guarded;
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, this.legacyBranch, counters.rescues());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        RunningPlan plan = guarded.plan();
        return plan == null && variants == null
                ? route(isEnabled(invocation), null, invocation, null, EvaluationContext.anonymous())
                : decide(plan, invocation);
    }

    /** Routes a call while a plan runs, or one with variants. The same plan before and after the check has decided it. */
    @SuppressWarnings("ReferenceEquality") // Another object is another plan.
    private @Nullable Object decide(@Nullable RunningPlan plan, MethodInvocation invocation) throws Throwable {
        EvaluationContext context = plan == null ? null : contextOrNull(invocation);
        EvaluationContextProvider provider = context == null ? providerOf(invocation) : context;
        Branch variant = null;
        boolean enabled;
        if (variants == null) {
            enabled = flag.isEnabled(provider);
        } else {
            Evaluation answer = flag.evaluate(provider);
            enabled = answer.enabled();
            variant = variants.variant(answer.variant());
        }
        if (plan == null || context == null) {
            return route(enabled, variant, invocation, null, EvaluationContext.anonymous());
        }
        boolean counts = plan == guarded.plan() && plan.draws(context);
        return route(enabled, variant, invocation, counts ? plan : null, context);
    }

    private @Nullable Object route(
            boolean enabled,
            @Nullable Branch variant,
            MethodInvocation invocation,
            @Nullable RunningPlan plan,
            EvaluationContext context)
            throws Throwable {
        if (!enabled) {
            return plan == null
                    ? legacyBranch.serve(invocation, null)
                    : legacy.serve(uncounted, invocation, plan, context);
        }
        return rescue == null
                ? newCode.proceed(variant, invocation, plan, context)
                : rescue.proceed(newCode, variant, invocation, plan, context);
    }

    /** Returns the context of a call; null if it cannot be determined, which the flag then finds itself and logs. */
    private @Nullable EvaluationContext contextOrNull(MethodInvocation invocation) {
        try {
            return providerOf(invocation).currentContext();
        } catch (RuntimeException ex) {
            return null;
        }
    }

    private EvaluationContextProvider providerOf(MethodInvocation invocation) {
        UserExpression expression = user;
        return expression == null ? contextProvider : () -> expression.contextOf(invocation.getArguments());
    }

    private boolean isEnabled(MethodInvocation invocation) {
        return flag.isEnabled(providerOf(invocation));
    }
}
