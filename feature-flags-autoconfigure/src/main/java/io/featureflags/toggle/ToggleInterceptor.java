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

    private final @Nullable Rescue rescue;

    ToggleInterceptor(ToggleSpec spec, Flag flag, EvaluationContextProvider contextProvider, OffPath offPath) {
        this.flag = flag;
        this.contextProvider = contextProvider;
        this.user = spec.user();
        this.offPath = offPath;
        this.rescue = spec.rescueOn().isEmpty() ? null : new Rescue(spec, offPath, System::nanoTime);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (!isEnabled(invocation)) {
            return offPath.serve(invocation, null);
        }
        return rescue == null ? invocation.proceed() : rescue.proceed(invocation);
    }

    private boolean isEnabled(MethodInvocation invocation) {
        UserExpression expression = user;
        return expression == null
                ? flag.isEnabled(contextProvider)
                : flag.isEnabled(() -> expression.contextOf(invocation.getArguments()));
    }
}
