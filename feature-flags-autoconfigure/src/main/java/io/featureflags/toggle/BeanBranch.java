package io.featureflags.toggle;

import io.featureflags.toggle.advice.BranchCall;
import io.featureflags.toggle.advice.OuterAdvice;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** Runs a method of another bean, the legacy one or that of a variant, as any other caller would: with the advice of that bean, unless it already runs around the call. */
final class BeanBranch implements Branch {

    private final ToggleSpec spec;

    private final BranchCode code;

    private final BranchBean bean;

    private final BranchBeanLocator beans;

    /** Determined at the first call, so that the bean is not created earlier than needed. */
    private volatile @Nullable String name;

    /** Always null for scopes other than that of singletons. */
    private volatile @Nullable Target singletonTarget;

    /** Kept for the other beans of a prototype or a scope, which usually have the same advice. */
    private volatile @Nullable KnownCall knownCall;

    BeanBranch(ToggleSpec spec, BranchCode code, BranchBean bean, BranchBeanLocator beans) {
        this.spec = spec;
        this.code = code;
        this.bean = bean;
        this.beans = beans;
    }

    @Override
    public @Nullable Object serve(MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        Target target = target(invocation);
        return target.call().invoke(target.proxy(), target.bean(), code.arguments(invocation.getArguments(), failure));
    }

    private Target target(MethodInvocation invocation) {
        Target target = singletonTarget;
        if (target == null) {
            String beanName = name();
            Object found = beans.get(beanName);
            target = new Target(found, behind(found), callOf(found, invocation));
            if (beans.isSingleton(beanName)) {
                singletonTarget = target;
            }
        }
        return target;
    }

    private String name() {
        String known = name;
        if (known == null) {
            known = beans.nameOf(spec, bean);
            name = known;
        }
        return known;
    }

    private BranchCall callOf(Object found, MethodInvocation invocation) {
        BeanShape shape = BeanShape.of(found);
        KnownCall known = knownCall;
        if (known == null || !known.shape().equals(shape)) {
            known = new KnownCall(shape, newCall(found, shape.type(), invocation));
            knownCall = known;
        }
        return known.call();
    }

    private BranchCall newCall(Object found, Class<?> type, MethodInvocation invocation) {
        Method method = Implementations.of(code.method(), type);
        Method onProxy = onProxy(found, type, method);
        if (onProxy == null) {
            return BranchCall.direct(code.method());
        }
        ReflectionUtils.makeAccessible(onProxy); // Its interface may be package-private.
        List<Object> remaining =
                found instanceof Advised advised && advised.getTargetSource().isStatic()
                        ? OuterAdvice.of(spec.type(), spec.method(), invocation, ToggleAdvisor.class)
                                .remaining(advised, type, method, onProxy)
                        : null;
        return BranchCall.advised(onProxy, code.method(), remaining);
    }

    /** Returns the method to call on a bean or its proxy; null if a proxy does not have the method. */
    private @Nullable Method onProxy(Object found, Class<?> type, Method method) {
        if (AopUtils.isJdkDynamicProxy(found)) {
            return ProxyRules.interfaceMethod(found, type, method);
        }
        // A method that a class proxy cannot override would run on the proxy itself, whose fields are all null.
        return ProxyRules.isOverridable(type, code.method()) ? code.method() : null;
    }

    private static Object behind(Object proxy) {
        return Objects.requireNonNullElse(AopProxyUtils.getSingletonTarget(proxy), proxy);
    }

    /**
     * The bean with the code.
     *
     * @param proxy the proxy of the bean; the bean itself if it has none
     * @param bean the bean
     * @param call the call of its method
     */
    private record Target(Object proxy, Object bean, BranchCall call) {}

    /**
     * What determines how to call a bean.
     *
     * @param proxyType class of its proxy; that of the bean if it has none
     * @param type class of the bean
     * @param advisors advisors of its proxy
     */
    private record BeanShape(Class<?> proxyType, Class<?> type, List<Advisor> advisors) {

        static BeanShape of(Object found) {
            return new BeanShape(
                    found.getClass(),
                    AopUtils.getTargetClass(found),
                    found instanceof Advised advised ? List.of(advised.getAdvisors()) : List.of());
        }
    }

    /**
     * A call that fits all beans of one shape.
     *
     * @param shape the shape
     * @param call the call of its method
     */
    private record KnownCall(BeanShape shape, BranchCall call) {}
}
