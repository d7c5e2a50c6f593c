package io.featureflags.toggle;

import io.featureflags.toggle.advice.BranchCall;
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
 * Runs another method of the same bean: the legacy method, or that of a variant. If the proxy has advice for that method (a transaction, a security check, another
 * toggle), it is called through the proxy, as a caller would; advice that already runs around the call is left out. Else it is called on the bean itself, which has the fields
 * that a method needs which no proxy can override.
 */
final class MethodBranch implements Branch {

    private final ToggleSpec spec;

    private final BranchCode code;

    private final Method method;

    /** Determined at the first call, after all post-processors have run; null before. */
    private volatile @Nullable BranchCall cachedCall;

    MethodBranch(ToggleSpec spec, BranchCode code) {
        this.spec = spec;
        this.code = code;
        this.method = code.method();
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        @Nullable Object[] arguments = code.arguments(invocation.getArguments(), failure);
        // Woven code has no proxy. The class is checked first, since a failing check for an interface is slow.
        if (invocation instanceof WovenInvocation || !(invocation instanceof ProxyMethodInvocation proxied)) {
            return invokeWithoutProxy(invocation.getThis(), arguments);
        }
        BranchCall call = cachedCall;
        if (call == null) {
            call = callFor(proxied);
            cachedCall = call;
        }
        return call.invoke(proxied.getProxy(), invocation.getThis(), arguments);
    }

    private @Nullable Object invokeWithoutProxy(@Nullable Object target, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private BranchCall callFor(ProxyMethodInvocation call) {
        Object proxy = call.getProxy();
        Method onProxy = methodOf(proxy);
        if (onProxy == null || !(proxy instanceof Advised advised) || !isAdvised(advised)) {
            return BranchCall.direct(method);
        }
        ReflectionUtils.makeAccessible(onProxy); // Its interface may be package-private.
        List<Object> remaining = OuterAdvice.of(spec.type(), spec.method(), call, ToggleAdvisor.class)
                .remaining(advised, spec.type(), method, onProxy);
        return BranchCall.advised(onProxy, method, remaining);
    }

    private @Nullable Method methodOf(Object proxy) {
        if (AopUtils.isJdkDynamicProxy(proxy)) {
            return ProxyRules.interfaceMethod(proxy, spec.type(), method);
        }
        return ProxyRules.isOverridable(spec.type(), method) ? method : null;
    }

    private boolean isAdvised(Advised advised) {
        return Arrays.stream(advised.getAdvisors())
                .anyMatch(advisor -> OuterAdvice.applies(advisor, method, spec.type()));
    }
}
