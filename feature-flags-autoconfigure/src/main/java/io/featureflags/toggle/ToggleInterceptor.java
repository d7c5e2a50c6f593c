package io.featureflags.toggle;

import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Routes each call of one toggled method. Everything it needs was resolved when the application started. */
final class ToggleInterceptor implements MethodInterceptor {

    private final Flag flag;

    private final EvaluationContextProvider contextProvider;

    private final @Nullable UserExpression user;

    private final OffPath offPath;

    ToggleInterceptor(ToggleSpec spec, Flag flag, EvaluationContextProvider contextProvider) {
        this.flag = flag;
        this.contextProvider = contextProvider;
        this.user = spec.user();
        this.offPath = OffPath.of(spec);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return isEnabled(invocation) ? invocation.proceed() : offPath.serve(invocation);
    }

    private boolean isEnabled(MethodInvocation invocation) {
        UserExpression expression = user;
        return expression == null
                ? flag.isEnabled(contextProvider)
                : flag.isEnabled(() -> expression.contextOf(invocation.getArguments()));
    }
}
