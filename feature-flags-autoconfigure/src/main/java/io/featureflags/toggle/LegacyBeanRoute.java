package io.featureflags.toggle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** Runs the legacy method of another bean, as anybody would call it: with the advice that it has. */
final class LegacyBeanRoute implements LegacyRoute {

    private final ToggleSpec spec;

    private final LegacyCode code;

    private final LegacyBean bean;

    private final LegacyBeans beans;

    /** Found at the first call, so that the bean is made no earlier than by others; null before, and for no singleton. */
    private volatile @Nullable Target target;

    LegacyBeanRoute(ToggleSpec spec, LegacyCode code, LegacyBean bean, LegacyBeans beans) {
        this.spec = spec;
        this.code = code;
        this.bean = bean;
        this.beans = beans;
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        Target known = target();
        try {
            return known.method().invoke(known.bean(), code.arguments(invocation.getArguments(), failure));
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private Target target() {
        Target known = target;
        if (known == null) {
            String name = beans.nameOf(spec, bean);
            known = targetIn(beans.get(name));
            if (beans.isSingleton(name)) {
                target = known;
            }
        }
        return known;
    }

    private Target targetIn(Object found) {
        Method method = code.method();
        if (AopUtils.isJdkDynamicProxy(found)) {
            Class<?> type = AopUtils.getTargetClass(found);
            Method onProxy = ProxyMethods.of(found)
                    .filter(candidate -> AopUtils.getMostSpecificMethod(candidate, type)
                            .equals(AopUtils.getMostSpecificMethod(method, type)))
                    .findFirst()
                    .orElse(null);
            if (onProxy == null) {
                return new Target(behind(found), method); // The proxy does not have it.
            }
            ReflectionUtils.makeAccessible(onProxy); // Its interface may be visible to its package only.
            return new Target(found, onProxy);
        }
        // What a class proxy cannot override would run on the proxy itself, whose fields are all null.
        boolean overridden = ProxyRules.isPossible(AopUtils.getTargetClass(found), method);
        return new Target(overridden ? found : behind(found), method);
    }

    private static Object behind(Object proxy) {
        return Objects.requireNonNullElse(AopProxyUtils.getSingletonTarget(proxy), proxy);
    }

    /**
     * What is called.
     *
     * @param bean on which object
     * @param method which method
     */
    private record Target(Object bean, Method method) {}
}
