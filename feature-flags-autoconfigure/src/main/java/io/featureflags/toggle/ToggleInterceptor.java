package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
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

    private final LegacyRoute legacyRoute;

    private final @Nullable Rescue rescue;

    ToggleInterceptor(
            ToggleSpec spec,
            Flag flag,
            EvaluationContextProvider contextProvider,
            LegacyRoute uncounted,
            ToggleCounters counters) {
        this.flag = flag;
        this.contextProvider = contextProvider;
        this.user = spec.user();
        this.newCode = counters.newCode();
        this.legacyRoute = (invocation, failure) -> counters.legacy().serve(uncounted, invocation, failure);
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, this.legacyRoute, counters.rescues());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!isEnabled(invocation)) {
            return legacyRoute.serve(invocation, null);
        }
        return rescue == null ? newCode.proceed(invocation) : rescue.proceed(newCode, invocation);
    }

    private boolean isEnabled(MethodInvocation invocation) {
        UserExpression expression = user;
        return expression == null
                ? flag.isEnabled(contextProvider)
                : flag.isEnabled(() -> expression.contextOf(invocation.getArguments()));
    }
}
