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
 * Runs the legacy method of the same bean. Where the proxy has advice for that method (a transaction, a security check, a
 * toggle of its own), it is called through the proxy, as a caller would; else straight on the bean, where the fields are
 * also for a method that no proxy can override.
 */
final class LegacyMethodRoute implements LegacyRoute {

    private final Class<?> type;

    private final LegacyCode code;

    private final Method legacy;

    /** Found at the first call, when all post-processors have been at work; null before. */
    private volatile @Nullable Route route;

    LegacyMethodRoute(Class<?> type, LegacyCode code) {
        this.type = type;
        this.code = code;
        this.legacy = code.method();
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        @Nullable Object[] arguments = code.arguments(invocation.getArguments(), failure);
        try {
            // Woven: there is no proxy. The class is asked for first, since the JVM takes long to deny an interface.
            if (invocation instanceof WovenInvocation || !(invocation instanceof ProxyMethodInvocation proxied)) {
                return legacy.invoke(invocation.getThis(), arguments);
            }
            Route known = route;
            if (known == null) {
                known = routeBy(proxied.getProxy());
                route = known;
            }
            return known.method().invoke(known.throughProxy() ? proxied.getProxy() : invocation.getThis(), arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private Route routeBy(Object proxy) {
        Method onProxy = methodOf(proxy);
        if (onProxy != null && proxy instanceof Advised advised && isAdvised(advised)) {
            ReflectionUtils.makeAccessible(onProxy); // Its interface may be visible to its package only.
            return new Route(onProxy, true);
        }
        return new Route(legacy, false);
    }

    private @Nullable Method methodOf(Object proxy) {
        if (!AopUtils.isJdkDynamicProxy(proxy)) {
            return ProxyRules.isPossible(type, legacy) ? legacy : null;
        }
        return ProxyMethods.of(proxy)
                .filter(method -> AopUtils.getMostSpecificMethod(method, type).equals(legacy))
                .findFirst()
                .orElse(null);
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
     * How the legacy code is called.
     *
     * @param method what to call
     * @param throughProxy whether on the proxy, else on the bean
     */
    private record Route(Method method, boolean throughProxy) {}
}
