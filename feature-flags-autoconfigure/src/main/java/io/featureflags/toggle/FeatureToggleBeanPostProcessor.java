package io.featureflags.toggle;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Routes the toggled methods of every bean. It comes after Spring's own proxies and before the post-processors that keep
 * the beans they see, as those of listeners do: what they keep must be routed. {@link ToggleAdvisorSorter} then puts the
 * advisors in their place.
 */
public final class FeatureToggleBeanPostProcessor
        implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware, BeanClassLoaderAware, Ordered {

    /** Those of listeners and of scheduled methods have the lowest precedence. */
    private static final int BEFORE_LISTENERS = LOWEST_PRECEDENCE - 100;

    private final ObjectProvider<ToggleAdvisors> advisors;

    private final LegacyBeans legacyBeans;

    private final ToggleResolver resolver;

    private final ToggleProxies proxies = new ToggleProxies();

    private final SelfInvocationWarning selfInvocations = new SelfInvocationWarning();

    /** Beans that others have got already, with their advisors, to resolve a circular reference. */
    private final Set<String> earlyReferences = ConcurrentHashMap.newKeySet();

    /** Names of the beans that are routed, whatever others put around them afterwards. */
    private final Set<String> routed = ConcurrentHashMap.newKeySet();

    /**
     * Creates the post-processor.
     *
     * @param beanFactory has the beans with legacy code
     * @param advisors makes the advisors; asked when the first toggled bean is there, so that neither the flags nor
     *     Redis are created before the other beans of the application
     */
    public FeatureToggleBeanPostProcessor(
            ConfigurableListableBeanFactory beanFactory, ObjectProvider<ToggleAdvisors> advisors) {
        this.legacyBeans = new LegacyBeans(beanFactory);
        this.resolver = new ToggleResolver(legacyBeans);
        this.advisors = advisors;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        proxies.setBeanFactory(beanFactory);
    }

    @Override
    public void setBeanClassLoader(ClassLoader classLoader) {
        proxies.setBeanClassLoader(classLoader);
    }

    @Override
    public int getOrder() {
        return BEFORE_LISTENERS;
    }

    /** Makes the proxy class of a toggled bean while the application is processed ahead of time: an image makes none. */
    @Override
    public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
        boolean toggled = !PredictedToggles.of(beanClass, this::toggledMethods).isEmpty();
        return toggled ? proxies.proxyType(beanClass, beanName) : beanClass;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        earlyReferences.remove(beanName); // Of an attempt that failed.
        return null;
    }

    @Override
    public Object getEarlyBeanReference(Object bean, String beanName) {
        earlyReferences.add(beanName);
        return route(bean, beanName);
    }

    @Override
    public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
        return earlyReferences.remove(beanName) ? bean : route(bean, beanName);
    }

    LegacyBeans legacyBeans() {
        return legacyBeans;
    }

    boolean routes(String beanName) {
        return routed.contains(beanName);
    }

    List<ToggleSpec> toggledMethods(Class<?> type) {
        List<ToggleSpec> specs = resolver.resolve(type);
        selfInvocations.warn(type, specs);
        return specs;
    }

    private Object route(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean || isOriginalInstance(bean, beanName)) {
            return bean; // A scoped proxy: the bean behind it is routed.
        }
        Class<?> type = AopUtils.getTargetClass(bean);
        proxies.refuseHidden(bean, type);
        List<ToggleSpec> specs =
                toggledMethods(type).stream().filter(spec -> !spec.woven()).toList();
        if (specs.isEmpty() || ToggleProxies.areAround(bean)) {
            return bean;
        }
        Object proxy =
                proxies.advise(bean, beanName, specs, advisors.getObject().of(specs, legacyBeans));
        routed.add(beanName);
        return proxy;
    }

    private static boolean isOriginalInstance(Object bean, String beanName) {
        return beanName.equals(bean.getClass().getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX);
    }
}
