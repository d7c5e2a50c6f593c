package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.util.ArrayList;
import java.util.Collection;
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
 * Routes the toggled methods of every bean. It runs after Spring's own proxies and before the post-processors that keep a
 * reference to the bean, such as those of listeners: they must keep a routed bean. {@link ToggleAdvisorSorter} then moves
 * the advisors to their place.
 */
public final class FeatureToggleBeanPostProcessor
        implements SmartInstantiationAwareBeanPostProcessor, BeanFactoryAware, BeanClassLoaderAware, Ordered {

    /** The post-processors of listeners and of scheduled methods have the lowest precedence. */
    private static final int BEFORE_LISTENERS = LOWEST_PRECEDENCE - 100;

    private final ObjectProvider<ToggleAdvisors> advisors;

    private volatile @Nullable ToggleAdvisors resolvedAdvisors;

    private final BranchBeanLocator branchBeans;

    private final ToggleResolver resolver;

    private final ToggleProxyFactory proxies = new ToggleProxyFactory();

    private final SelfInvocationWarning selfInvocations = new SelfInvocationWarning();

    /** Names of the beans that were routed early, as other beans needed them to resolve a circular reference. */
    private final Set<String> earlyReferences = ConcurrentHashMap.newKeySet();

    /** Names of the routed beans, which later post-processors may have wrapped again. */
    private final Set<String> routed = ConcurrentHashMap.newKeySet();

    /**
     * Creates the post-processor.
     *
     * @param beanFactory contains the beans with legacy code
     * @param advisors creates the advisors; looked up when the first toggled bean exists, so that neither the flags nor
     *     Redis are created before the other beans of the application
     */
    public FeatureToggleBeanPostProcessor(
            ConfigurableListableBeanFactory beanFactory, ObjectProvider<ToggleAdvisors> advisors) {
        this.branchBeans = new BranchBeanLocator(beanFactory);
        this.resolver = new ToggleResolver(branchBeans);
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

    /** Creates the proxy class of a toggled bean during ahead-of-time processing, as a native image cannot create one. */
    @Override
    public Class<?> determineBeanType(Class<?> beanClass, String beanName) {
        boolean toggled = !PredictedToggles.of(beanClass, this::toggledMethods).isEmpty();
        return toggled ? proxies.proxyType(beanClass, beanName) : beanClass;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        earlyReferences.remove(beanName); // Left from a failed attempt.
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

    /** Returns what locates the beans with other code. */
    BranchBeanLocator branchBeans() {
        return branchBeans;
    }

    /** Returns whether this post-processor has routed the bean. */
    boolean routes(String beanName) {
        return routed.contains(beanName);
    }

    /** Returns the annotations of a mock, which is not routed; empty for any other bean. */
    Collection<FeatureToggle> mockedToggles(Object bean, Class<?> type) {
        Collection<FeatureToggle> toggles = resolver.annotations(type).values();
        return toggles.isEmpty() || !TestDoubles.isMock(bean) ? List.of() : toggles;
    }

    /** Returns the checked toggled methods of a class, and warns about those that the class itself calls. */
    List<ToggleSpec> toggledMethods(Class<?> type) {
        List<ToggleSpec> specs = resolver.resolve(type);
        selfInvocations.warn(type, specs, specs.isEmpty() || proxies.isClassProxied(type));
        return specs;
    }

    /** Returns what creates the advisors, looked up once: each look-up resolves the dependency again. */
    ToggleAdvisors advisors() {
        ToggleAdvisors known = resolvedAdvisors;
        if (known == null) {
            known = advisors.getObject();
            resolvedAdvisors = known;
        }
        return known;
    }

    private Object route(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean || isOriginalInstance(bean, beanName)) {
            return bean; // For a scoped proxy, the bean behind it is routed.
        }
        Class<?> type = AopUtils.getTargetClass(bean);
        if (!mockedToggles(bean, type).isEmpty()) {
            return bean;
        }
        proxies.rejectHiddenToggles(bean, type);
        List<ToggleSpec> specs = unwoven(toggledMethods(type));
        if (specs.isEmpty() || ToggleProxyFactory.isRouted(bean)) {
            return bean;
        }
        Object proxy = proxies.advise(bean, beanName, specs, advisors().of(specs, branchBeans));
        routed.add(beanName);
        return proxy;
    }

    private static List<ToggleSpec> unwoven(List<ToggleSpec> specs) {
        if (specs.isEmpty()) {
            return specs;
        }
        List<ToggleSpec> unwoven = new ArrayList<>(specs.size());
        for (ToggleSpec spec : specs) {
            if (!spec.woven()) {
                unwoven.add(spec);
            }
        }
        return unwoven;
    }

    private static boolean isOriginalInstance(Object bean, String beanName) {
        return beanName.endsWith(AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX)
                && beanName.equals(bean.getClass().getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX);
    }
}
