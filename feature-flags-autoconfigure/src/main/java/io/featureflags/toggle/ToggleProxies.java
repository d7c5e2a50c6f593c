package io.featureflags.toggle;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

/**
 * Puts toggle advisors around a bean: into the proxy that it has, or else into a new one of the kind that the application
 * has chosen for this bean. Spring's base class knows that choice, and is extended for it only: this is not a bean and
 * processes none by itself.
 */
final class ToggleProxies extends AbstractBeanFactoryAwareAdvisingPostProcessor {

    private static final long serialVersionUID = 1L;

    private transient @Nullable ConfigurableListableBeanFactory beans;

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        beans = beanFactory instanceof ConfigurableListableBeanFactory configurable ? configurable : null;
    }

    Object advise(Object bean, String beanName, List<ToggleSpec> specs, List<ToggleAdvisor> advisors) {
        Object proxy;
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            advisors.forEach(advised::addAdvisor);
            proxy = bean;
        } else {
            proxy = newProxy(bean, beanName, specs, advisors);
        }
        if (AopUtils.isJdkDynamicProxy(proxy)) {
            specs.forEach(spec -> checkReachable(proxy, spec));
            ControllerMappings.checkMapped(proxy, specs.get(0));
        }
        return proxy;
    }

    private Object newProxy(Object bean, String beanName, List<ToggleSpec> specs, List<ToggleAdvisor> advisors) {
        ProxyFactory factory = prepareProxyFactory(bean, beanName);
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
                            + ", so that no class proxy can be made of it.",
                    "Make the class non-" + obstacle + ", or let it implement an interface and set"
                            + " spring.aop.proxy-target-class to false.");
        }
        advisors.forEach(factory::addAdvisor);
        factory.setPreFiltered(true);
        return factory.getProxy(classLoaderOf(bean.getClass()));
    }

    /**
     * The class of the proxy that {@link #advise} would make. It is the same whatever advisors a proxy has, so that neither
     * the bean nor its flags are needed.
     *
     * @param beanClass the class of the bean, which may be one of a proxy already
     * @param beanName the name of the bean
     * @return the class of the proxy, or the bean's own where that is a proxy, or where no proxy can be made
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

    /**
     * Where the proxy of a class is defined. A class loader that reloads the application, as that of devtools, does not see
     * the packages of what it does not reload.
     */
    private @Nullable ClassLoader classLoaderOf(Class<?> beanClass) {
        ClassLoader classLoader = getProxyClassLoader();
        return classLoader instanceof SmartClassLoader reloading && !classLoader.equals(beanClass.getClassLoader())
                ? reloading.getOriginalClassLoader()
                : classLoader;
    }

    /** A repository, or the client of a service, is an interface that no class implements. */
    void refuseHidden(Object bean, Class<?> type) {
        if (!Proxy.isProxyClass(bean.getClass())) {
            return;
        }
        for (Class<?> hidden : bean.getClass().getInterfaces()) {
            if (Proxy.isProxyClass(type) || !hidden.isAssignableFrom(type)) {
                ToggledMethods.of(hidden).keySet().stream().findFirst().ifPresent(method -> {
                    throw new InvalidFeatureToggleException(
                            hidden,
                            method,
                            "the bean is a proxy that answers for the interface by itself: there is no code of a class"
                                    + " that could be routed.",
                            "Annotate the method of a bean that calls this one, or use FeatureFlags.route there.");
                });
            }
        }
    }

    private static void checkReachable(Object proxy, ToggleSpec spec) {
        boolean reachable = ProxyMethods.of(proxy)
                .anyMatch(method ->
                        AopUtils.getMostSpecificMethod(method, spec.type()).equals(spec.method()));
        if (!reachable) {
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

    /** Whether calls of a bean already pass a toggle advisor, in its own proxy or in one behind it. */
    static boolean areAround(@Nullable Object bean) {
        if (!(bean instanceof Advised advised)) {
            return false;
        }
        return Arrays.stream(advised.getAdvisors()).anyMatch(ToggleAdvisor.class::isInstance)
                || areAround(staticTarget(advised.getTargetSource()));
    }

    private static @Nullable Object staticTarget(TargetSource targetSource) {
        try {
            return targetSource.isStatic() ? targetSource.getTarget() : null;
        } catch (Exception ex) {
            throw new IllegalStateException("A target source must give its target", ex);
        }
    }
}
