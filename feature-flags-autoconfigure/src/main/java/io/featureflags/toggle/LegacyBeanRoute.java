package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** Runs the legacy method of another bean, as any other caller would: with the advice of that bean. */
final class LegacyBeanRoute implements LegacyRoute {

    private final ToggleSpec spec;

    private final LegacyCode code;

    private final LegacyBeanReference bean;

    private final LegacyBeanLocator beans;

    /** Determined at the first call, so that the bean is not created earlier than needed; always null for other scopes. */
    private volatile @Nullable Target singletonTarget;

    LegacyBeanRoute(ToggleSpec spec, LegacyCode code, LegacyBeanReference bean, LegacyBeanLocator beans) {
        this.spec = spec;
        this.code = code;
        this.bean = bean;
        this.beans = beans;
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        Target target = target();
        try {
            return target.method().invoke(target.bean(), code.arguments(invocation.getArguments(), failure));
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }

    private Target target() {
        Target target = singletonTarget;
        if (target == null) {
            String name = beans.nameOf(spec, bean);
            target = targetIn(beans.get(name));
            if (beans.isSingleton(name)) {
                singletonTarget = target;
            }
        }
        return target;
    }

    private Target targetIn(Object found) {
        Method method = code.method();
        Class<?> type = AopUtils.getTargetClass(found);
        if (AopUtils.isJdkDynamicProxy(found)) {
            Method onProxy = ProxyRules.interfaceMethod(found, type, Implementations.of(method, type));
            if (onProxy == null) {
                return new Target(behind(found), method); // The proxy does not have the method.
            }
            ReflectionUtils.makeAccessible(onProxy); // Its interface may be package-private.
            return new Target(found, onProxy);
        }
        // A method that a class proxy cannot override would run on the proxy itself, whose fields are all null.
        return new Target(ProxyRules.isOverridable(type, method) ? found : behind(found), method);
    }

    private static Object behind(Object proxy) {
        return Objects.requireNonNullElse(AopProxyUtils.getSingletonTarget(proxy), proxy);
    }

    /**
     * The call of the legacy code.
     *
     * @param bean the object to call
     * @param method the method to call
     */
    private record Target(Object bean, Method method) {}
}
