package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.SmartClassLoader;
import org.springframework.util.ClassUtils;

/**
 * Puts toggle advisors around a bean: into its existing proxy, or else into a new proxy of the kind that the application is
 * configured to use. Spring's base class is extended only because it determines that kind. This class is not a bean, and
 * processes no beans on its own.
 */
final class ToggleProxyFactory extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final long serialVersionUID = 1L;

    private transient @Nullable ConfigurableListableBeanFactory beans;

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        beans = beanFactory instanceof ConfigurableListableBeanFactory configurable ? configurable : null;
    }

    /**
     * Puts advisors around a bean.
     *
     * @param bean the bean, or its proxy
     * @param beanName name of the bean
     * @param specs toggled methods of the bean, at least one
     * @param advisors their advisors
     * @return the proxy
     * @throws InvalidFeatureToggleException if no proxy is possible, or if it cannot intercept a toggled method
     */
    Object advise(Object bean, String beanName, List<ToggleSpec> specs, List<ToggleAdvisor> advisors) {
        Object proxy;
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            for (ToggleAdvisor advisor : advisors) {
                advised.addAdvisor(advisor);
            }
            proxy = bean;
        } else {
            proxy = newProxy(bean, beanName, specs, advisors);
        }
        for (ToggleSpec spec : specs) {
            checkReachable(proxy, spec);
        }
        if (AopUtils.isJdkDynamicProxy(proxy)) {
            ControllerMappings.checkMapped(proxy, specs.get(0));
        }
        return proxy;
    }

    private Object newProxy(Object bean, String beanName, List<ToggleSpec> specs, List<ToggleAdvisor> advisors) {
        ProxyFactory factory = prepareProxyFactory(bean, beanName);
        if (ClassUtils.isLambdaClass(bean.getClass())) { // It always has a JDK proxy, as with Spring's advice.
            factory.setProxyTargetClass(false);
            factory.setInterfaces(ClassUtils.getAllInterfacesForClass(bean.getClass()));
        }
        if (!factory.isProxyTargetClass() && factory.getProxiedInterfaces().length == 0) {
            if (ControllerMappings.needClassProxy(bean.getClass())) {
                factory.setProxyTargetClass(true);
            } else {
                evaluateProxyInterfaces(bean.getClass(), factory);
            }
        }
        String obstacle = ProxyRules.obstacle(bean.getClass());
        if (factory.isProxyTargetClass() && obstacle != null) {
            ToggleSpec spec = specs.get(0);
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "the class of bean '" + beanName + "' is " + obstacle
                            + ", so that no class proxy can be created for it.",
                    "Make the class non-" + obstacle + ", or let it implement an interface and set"
                            + " spring.aop.proxy-target-class to false.");
        }
        if (factory.isProxyTargetClass()) {
            InterceptionChecks.checkFinalMethods(specs);
        }
        for (ToggleAdvisor advisor : advisors) {
            factory.addAdvisor(advisor);
        }
        factory.setPreFiltered(true);
        return factory.getProxy(classLoaderOf(bean.getClass()));
    }

    /**
     * Returns the class of the proxy that {@link #advise} would create. It does not depend on the advisors, so that neither
     * the bean nor its flags are needed.
     *
     * @param beanClass class of the bean, which may already be that of a proxy
     * @param beanName name of the bean
     * @return class of the proxy; {@code beanClass} itself if it is a proxy, or if no proxy is possible
     */
    Class<?> proxyType(Class<?> beanClass, String beanName) {
        if (SpringProxy.class.isAssignableFrom(beanClass)) {
            return beanClass;
        }
        ProxyFactory factory = new ProxyFactory();
        factory.copyFrom(this);
        factory.setTargetClass(beanClass);
        if (beans != null && AutoProxyUtils.shouldProxyTargetClass(beans, beanName)) {
            factory.setProxyTargetClass(true);
        }
        if (!factory.isProxyTargetClass()) {
            evaluateProxyInterfaces(beanClass, factory);
        }
        return factory.isProxyTargetClass() && ProxyRules.obstacle(beanClass) != null
                ? beanClass
                : factory.getProxyClass(classLoaderOf(beanClass));
    }

    /** Returns whether a new proxy of a class is a class proxy, as long as its bean definition does not decide otherwise. */
    boolean isClassProxied(Class<?> beanClass) {
        ProxyFactory factory = new ProxyFactory();
        factory.copyFrom(this);
        if (!factory.isProxyTargetClass()) {
            evaluateProxyInterfaces(beanClass, factory);
        }
        return factory.isProxyTargetClass();
    }

    /** Prefers a class proxy for a class with a sealed interface, which no proxy can implement. */
    @Override
    protected void evaluateProxyInterfaces(Class<?> beanClass, ProxyFactory factory) {
        if (ProxyRules.obstacle(beanClass) == null && hasSealedInterface(beanClass)) {
            factory.setProxyTargetClass(true);
        } else {
            super.evaluateProxyInterfaces(beanClass, factory);
        }
    }

    private static boolean hasSealedInterface(Class<?> beanClass) {
        for (Class<?> part : ClassUtils.getAllInterfacesForClass(beanClass)) {
            if (part.isSealed()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the class loader that defines the proxy of a class. The reloading class loader of devtools cannot define
     * proxies in the packages of classes that it does not reload.
     */
    private @Nullable ClassLoader classLoaderOf(Class<?> beanClass) {
        ClassLoader classLoader = getProxyClassLoader();
        return classLoader instanceof SmartClassLoader reloading && !classLoader.equals(beanClass.getClassLoader())
                ? reloading.getOriginalClassLoader()
                : classLoader;
    }

    /**
     * Rejects toggled methods of an interface that no class implements, such as a repository or an HTTP client.
     *
     * @param bean the bean, or its proxy
     * @param type target class of the bean
     * @throws InvalidFeatureToggleException if such a method is toggled
     */
    void rejectHiddenToggles(Object bean, Class<?> type) {
        if (!Proxy.isProxyClass(bean.getClass())) {
            return;
        }
        for (Class<?> hidden : bean.getClass().getInterfaces()) {
            if (Proxy.isProxyClass(type) || !hidden.isAssignableFrom(type)) {
                for (Method method : ToggleAnnotations.of(hidden).keySet()) {
                    throw new InvalidFeatureToggleException(
                            hidden,
                            method,
                            "the bean is a proxy that implements the interface itself, so that there is no class whose"
                                    + " code could be routed.",
                            "Annotate a method that calls this one, or use FeatureFlags.route there.");
                }
            }
        }
    }

    private static void checkReachable(Object proxy, ToggleSpec spec) {
        if (AopUtils.isCglibProxy(proxy) && !ProxyRules.isOverridden(proxy, spec.type(), spec.method())) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "no method of its proxy leads to this one: the new code would run even while the flag is off.",
                    "Route the call with FeatureFlags.route, or let AspectJ weave the class.");
        }
        if (AopUtils.isJdkDynamicProxy(proxy)
                && ProxyRules.interfaceMethod(proxy, spec.type(), spec.method()) == null) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "the bean is behind a JDK proxy, and none of the proxy's interfaces has the method: "
                            + Arrays.stream(proxy.getClass().getInterfaces())
                                    .map(Class::getSimpleName)
                                    .toList() + ".",
                    "Declare the method in an interface of the class, or set spring.aop.proxy-target-class to true.");
        }
    }

    /** Returns whether calls of a bean already pass a toggle advisor, in its own proxy or in one behind it. */
    static boolean isRouted(@Nullable Object bean) {
        if (!(bean instanceof Advised advised)) {
            return false;
        }
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor instanceof ToggleAdvisor) {
                return true;
            }
        }
        return isRouted(staticTarget(advised.getTargetSource()));
    }

    private static @Nullable Object staticTarget(TargetSource targetSource) {
        try {
            return targetSource.isStatic() ? targetSource.getTarget() : null;
        } catch (Exception ex) {
            throw new IllegalStateException("Cannot get the target of a static target source", ex);
        }
    }
}
