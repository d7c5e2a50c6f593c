package io.featureflags.toggle;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.spi.GuardedCalls;
import io.featureflags.spi.RunningPlan;
import io.featureflags.toggle.user.UserExpression;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Routes each call of one toggled method. Flag, user expression and route are resolved once, with the proxy. */
final class ToggleInterceptor implements MethodInterceptor {

    private final Flag flag;

    private final EvaluationContextProvider contextProvider;

    private final @Nullable UserExpression user;

    private final PathCounter newCode;

    private final PathCounter legacy;

    private final LegacyRoute uncounted;

    private final LegacyRoute legacyRoute;

    private final GuardedCalls guarded;

    private final @Nullable Rescue rescue;

    ToggleInterceptor(
            ToggleSpec spec,
            Flag flag,
            EvaluationContextProvider contextProvider,
            LegacyRoute uncounted,
            ToggleCounters counters,
            GuardedCalls guarded) {
        this.flag = flag;
        this.contextProvider = contextProvider;
        this.user = spec.user();
        this.newCode = counters.newCode();
        this.legacy = counters.legacy();
        this.uncounted = uncounted;
        this.legacyRoute = (invocation, failure) -> counters.legacy().serve(uncounted, invocation, failure);
        this.guarded = guarded;
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, this.legacyRoute, counters.rescues());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        RunningPlan plan = guarded.plan();
        return plan == null
                ? route(isEnabled(invocation), invocation, null, EvaluationContext.anonymous())
                : guard(plan, invocation);
    }

    /** Routes a call while a plan runs. The same plan before and after the check has decided the call. */
    @SuppressWarnings("ReferenceEquality") // Another object is another plan.
    private @Nullable Object guard(RunningPlan plan, MethodInvocation invocation) throws Throwable {
        EvaluationContext context = contextOrNull(invocation);
        if (context == null) {
            return route(isEnabled(invocation), invocation, null, EvaluationContext.anonymous());
        }
        boolean enabled = flag.isEnabled(context);
        boolean counts = plan == guarded.plan() && plan.draws(context);
        return route(enabled, invocation, counts ? plan : null, context);
    }

    private @Nullable Object route(
            boolean enabled, MethodInvocation invocation, @Nullable RunningPlan plan, EvaluationContext context)
            throws Throwable {
        if (!enabled) {
            return plan == null
                    ? legacyRoute.serve(invocation, null)
                    : legacy.serve(uncounted, invocation, plan, context);
        }
        return rescue == null
                ? newCode.proceed(invocation, plan, context)
                : rescue.proceed(newCode, invocation, plan, context);
    }

    /** Returns the context of a call; null if it cannot be determined, which the flag then finds itself and logs. */
    private @Nullable EvaluationContext contextOrNull(MethodInvocation invocation) {
        UserExpression expression = user;
        try {
            return expression == null
                    ? contextProvider.currentContext()
                    : expression.contextOf(invocation.getArguments());
        } catch (RuntimeException ex) {
            return null;
        }
    }

    private boolean isEnabled(MethodInvocation invocation) {
        UserExpression expression = user;
        return expression == null
                ? flag.isEnabled(contextProvider)
                : flag.isEnabled(() -> expression.contextOf(invocation.getArguments()));
    }
}
