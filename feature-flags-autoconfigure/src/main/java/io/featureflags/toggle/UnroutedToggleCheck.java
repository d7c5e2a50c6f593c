package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.WovenMethods;
import java.lang.reflect.Method;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Rejects toggled beans of an application context that has no routing: they would run new code while the flag is off. */
final class UnroutedToggleCheck implements BeanPostProcessor {

    /**
     * Checks the beans of a context that has been refreshed, and those that it creates later.
     *
     * @param beans the beans of a context without routing
     * @throws InvalidFeatureToggleException if a bean has toggled methods
     */
    static void check(ConfigurableListableBeanFactory beans) {
        UnroutedToggleCheck check = new UnroutedToggleCheck();
        beans.addBeanPostProcessor(check);
        for (String beanName : beans.getBeanDefinitionNames()) {
            Object bean = beans.getSingleton(beanName);
            if (bean != null) { // Null for a bean that does not exist yet.
                check.postProcessAfterInitialization(bean, beanName);
            }
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        Class<?> type = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
        if (ToggleProxyFactory.isRouted(bean)) {
            return bean;
        }
        for (Method method : ToggleAnnotations.of(type).keySet()) {
            if (!WovenMethods.isWoven(method) && !TestDoubles.isMock(bean)) {
                throw new InvalidFeatureToggleException(
                        type,
                        method,
                        "the application context of bean '" + beanName
                                + "' does not route toggled methods: the new code"
                                + " would run even while the flag is off.",
                        "Do not exclude FeatureFlagsAutoConfiguration: feature-flags.store=memory needs no Redis. In a"
                                + " parent context, a child context or a test slice, import it with"
                                + " @ImportAutoConfiguration(FeatureFlagsAutoConfiguration.class), or move the bean to"
                                + " the context of the application.");
            }
        }
        return bean;
    }
}
