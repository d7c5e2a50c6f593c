package io.featureflags.toggle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Runs the legacy method of the same bean. If the proxy has advice for that method (a transaction, a security check, another
 * toggle), it is called through the proxy, as a caller would. Else it is called on the bean itself, which has the fields
 * that a method needs which no proxy can override.
 */
final class LegacyMethodRoute implements LegacyRoute {

    private final Class<?> type;

    private final LegacyCode code;

    private final Method legacy;

    /** Determined at the first call, after all post-processors have run; null before. */
    private volatile @Nullable LegacyCall cachedCall;

    LegacyMethodRoute(Class<?> type, LegacyCode code) {
        this.type = type;
        this.code = code;
        this.legacy = code.method();
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        @Nullable Object[] arguments = code.arguments(invocation.getArguments(), failure);
        try {
            // Woven code has no proxy. The class is checked first, since a failing check for an interface is slow.
            if (invocation instanceof WovenInvocation || !(invocation instanceof ProxyMethodInvocation proxied)) {
                return legacy.invoke(invocation.getThis(), arguments);
            }
            LegacyCall call = cachedCall;
            if (call == null) {
                call = callFor(proxied.getProxy());
                cachedCall = call;
            }
            return call.method().invoke(call.throughProxy() ? proxied.getProxy() : invocation.getThis(), arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private LegacyCall callFor(Object proxy) {
        Method onProxy = methodOf(proxy);
        if (onProxy != null && proxy instanceof Advised advised && isAdvised(advised)) {
            ReflectionUtils.makeAccessible(onProxy); // Its interface may be package-private.
            return new LegacyCall(onProxy, true);
        }
        return new LegacyCall(legacy, false);
    }

    private @Nullable Method methodOf(Object proxy) {
        if (AopUtils.isJdkDynamicProxy(proxy)) {
            return ProxyRules.interfaceMethod(proxy, type, legacy);
        }
        return ProxyRules.isOverridable(type, legacy) ? legacy : null;
    }

    private boolean isAdvised(Advised advised) {
        return Arrays.stream(advised.getAdvisors()).anyMatch(this::applies);
    }

    private boolean applies(Advisor advisor) {
        return advisor instanceof PointcutAdvisor candidate
                && candidate.getPointcut().getClassFilter().matches(type)
                && candidate.getPointcut().getMethodMatcher().matches(legacy, type);
    }

    /**
     * Call of the legacy code.
     *
     * @param method the method to call
     * @param throughProxy whether it is called on the proxy; else on the bean
     */
    private record LegacyCall(Method method, boolean throughProxy) {}
}
