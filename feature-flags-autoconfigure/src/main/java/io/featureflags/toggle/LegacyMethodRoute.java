package io.featureflags.toggle;

import io.featureflags.toggle.advice.LegacyCall;
import io.featureflags.toggle.advice.OuterAdvice;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Runs the legacy method of the same bean. If the proxy has advice for that method (a transaction, a security check, another
 * toggle), it is called through the proxy, as a caller would; advice that already runs around the call is left out. Else it is called on the bean itself, which has the fields
 * that a method needs which no proxy can override.
 */
final class LegacyMethodRoute implements LegacyRoute {

    private final ToggleSpec spec;

    private final LegacyCode code;

    private final Method legacy;

    /** Determined at the first call, after all post-processors have run; null before. */
    private volatile @Nullable LegacyCall cachedCall;

    LegacyMethodRoute(ToggleSpec spec, LegacyCode code) {
        this.spec = spec;
        this.code = code;
        this.legacy = code.method();
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        @Nullable Object[] arguments = code.arguments(invocation.getArguments(), failure);
        // Woven code has no proxy. The class is checked first, since a failing check for an interface is slow.
        if (invocation instanceof WovenInvocation || !(invocation instanceof ProxyMethodInvocation proxied)) {
            return invokeWithoutProxy(invocation.getThis(), arguments);
        }
        LegacyCall call = cachedCall;
        if (call == null) {
            call = callFor(proxied);
            cachedCall = call;
        }
        return call.invoke(proxied.getProxy(), invocation.getThis(), arguments);
    }

    private @Nullable Object invokeWithoutProxy(@Nullable Object target, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return legacy.invoke(target, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private LegacyCall callFor(ProxyMethodInvocation call) {
        Object proxy = call.getProxy();
        Method onProxy = methodOf(proxy);
        if (onProxy == null || !(proxy instanceof Advised advised) || !isAdvised(advised)) {
            return LegacyCall.direct(legacy);
        }
        ReflectionUtils.makeAccessible(onProxy); // Its interface may be package-private.
        List<Object> remaining = OuterAdvice.of(spec.type(), spec.method(), call, ToggleAdvisor.class)
                .remaining(advised, spec.type(), legacy, onProxy);
        return LegacyCall.advised(onProxy, legacy, remaining);
    }

    private @Nullable Method methodOf(Object proxy) {
        if (AopUtils.isJdkDynamicProxy(proxy)) {
            return ProxyRules.interfaceMethod(proxy, spec.type(), legacy);
        }
        return ProxyRules.isOverridable(spec.type(), legacy) ? legacy : null;
    }

    private boolean isAdvised(Advised advised) {
        return Arrays.stream(advised.getAdvisors())
                .anyMatch(advisor -> OuterAdvice.applies(advisor, legacy, spec.type()));
    }
}
