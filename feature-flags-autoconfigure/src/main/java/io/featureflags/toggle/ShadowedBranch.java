package io.featureflags.toggle;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.spi.ShadowCall;
import io.featureflags.spi.ShadowCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Runs the legacy code of a method with {@code shadow = true}, and hands over the calls that a lot draws, so that the new code
 * repeats them later. A call of the legacy code after an exception of the new code is not repeated.
 */
final class ShadowedBranch implements Branch {

    private final Branch legacy;

    private final ShadowCalls calls;

    private final EvaluationContextProvider contextProvider;

    private final Method newCode;

    private final String name;

    ShadowedBranch(ToggleSpec spec, Branch legacy, ShadowCalls calls, EvaluationContextProvider contextProvider) {
        this.legacy = legacy;
        this.calls = calls;
        this.contextProvider = contextProvider;
        this.newCode = spec.method();
        this.name = spec.type().getSimpleName() + "." + newCode.getName();
        ReflectionUtils.makeAccessible(newCode);
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        return failure != null || !calls.draw() ? legacy.serve(invocation, failure) : serveAndRepeat(invocation);
    }

    private @Nullable Object serveAndRepeat(MethodInvocation invocation) throws Throwable {
        long start = System.nanoTime();
        Object result;
        try {
            result = legacy.serve(invocation, null);
        } catch (Throwable ex) {
            repeat(invocation, new ShadowCall.LegacyEnd(null, ex, System.nanoTime() - start));
            throw ex;
        }
        repeat(invocation, new ShadowCall.LegacyEnd(result, null, System.nanoTime() - start));
        return result;
    }

    private void repeat(MethodInvocation invocation, ShadowCall.LegacyEnd end) {
        @Nullable Object[] arguments = invocation.getArguments();
        calls.repeat(new ShadowCall(
                name, () -> runNewCode(invocation, arguments), Arrays.asList(arguments), context(), end));
    }

    /** Runs the new code itself. The woven method would route the call again, and the interceptors of a proxy have ended. */
    private @Nullable Object runNewCode(MethodInvocation invocation, @Nullable Object[] arguments) throws Throwable {
        if (invocation instanceof WovenInvocation) {
            return invocation.proceed();
        }
        try {
            return newCode.invoke(invocation.getThis(), arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private EvaluationContext context() {
        try {
            return contextProvider.currentContext();
        } catch (RuntimeException ex) { // That of an application. The call has its result, and must not fail now.
            return EvaluationContext.anonymous();
        }
    }
}
