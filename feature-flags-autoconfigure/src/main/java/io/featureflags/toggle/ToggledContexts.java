package io.featureflags.toggle;

import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Prepares application contexts that have no auto-configuration of feature flags. In a child context, toggled methods are
 * routed by the flags of the parent. In any other context, a toggled bean stops the start.
 */
public final class ToggledContexts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Creates the initializer, which has no state. */
    public ToggledContexts() {}

    // Only after all configuration classes are read is it known whether the context has the auto-configuration.
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(ToggledContexts::prepare);
    }

    private static void prepare(ConfigurableListableBeanFactory beans) {
        if (beans.getBeanNamesForType(FeatureToggleBeanPostProcessor.class, true, false).length > 0) {
            return;
        }
        boolean hasFlags =
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, ToggleAdvisors.class, true, false).length
                        > 0;
        if (hasFlags && beans instanceof BeanDefinitionRegistry registry) {
            route(beans, registry);
        } else {
            beans.addBeanPostProcessor(new UnroutedToggleCheck());
        }
    }

    private static void route(ConfigurableListableBeanFactory beans, BeanDefinitionRegistry registry) {
        ObjectProvider<ToggleAdvisors> advisors = beans.getBeanProvider(ToggleAdvisors.class);
        register(
                registry,
                FeatureToggleBeanPostProcessor.class,
                () -> new FeatureToggleBeanPostProcessor(beans, advisors));
        register(registry, ToggleAdvisorSorter.class, ToggleAdvisorSorter::new);
        register(registry, PrimaryToggledBeans.class, PrimaryToggledBeans::new);
        register(registry, TestDoubles.class, TestDoubles::new);
        register(
                registry,
                FeatureToggleValidator.class,
                () -> new FeatureToggleValidator(
                        beans, beans.getBean(FeatureToggleBeanPostProcessor.class), beans.getBean(TestDoubles.class)));
    }

    private static <T> void register(BeanDefinitionRegistry registry, Class<T> type, Supplier<T> supplier) {
        RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
        definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
        registry.registerBeanDefinition(type.getName(), definition);
    }
}
