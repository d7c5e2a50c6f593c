package io.featureflags.autoconfigure;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.toggle.FeatureToggleBeanPostProcessor;
import io.featureflags.toggle.FeatureToggleValidator;
import io.featureflags.toggle.ManuallyRegisteredBeans;
import io.featureflags.toggle.PrimaryToggledBeans;
import io.featureflags.toggle.ReactiveRouting;
import io.featureflags.toggle.ToggleAdvisorSorter;
import io.featureflags.toggle.ToggleAdvisors;
import io.featureflags.toggle.ToggledMethodRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

/** Routes the calls of toggled methods. There is no switch for it: an inert annotation would run new code. */
@Configuration(proxyBeanMethods = false)
class FeatureToggleConfiguration {

    // Static, with late dependencies: a post-processor must not make other beans too early.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static FeatureToggleBeanPostProcessor featureToggleBeanPostProcessor(
            ConfigurableListableBeanFactory beanFactory, ObjectProvider<ToggleAdvisors> advisors) {
        return new FeatureToggleBeanPostProcessor(beanFactory, advisors);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ToggleAdvisorSorter featureToggleAdvisorSorter() {
        return new ToggleAdvisorSorter();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static PrimaryToggledBeans featureTogglePrimaryBeans() {
        return new PrimaryToggledBeans();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ManuallyRegisteredBeans featureToggleManuallyRegisteredBeans() {
        return new ManuallyRegisteredBeans();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ToggleAdvisors featureToggleAdvisors(
            DecoratedFlags asked,
            ObjectProvider<EvaluationContextProvider> contextProvider,
            ObjectProvider<ReactiveRouting> reactive,
            ToggledMethodRegistry code,
            FeatureFlagsProperties properties) {
        // Asked for at the first call: the provider of an application may itself need a bean that is toggled.
        SingletonSupplier<EvaluationContextProvider> provider = SingletonSupplier.of(contextProvider::getObject);
        return new ToggleAdvisors(
                asked.flags(),
                BoundContext.orElse(() -> provider.obtain().currentContext()),
                properties.aspect().order(),
                reactive.getIfAvailable(),
                code);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    FeatureToggleValidator featureToggleValidator(
            ConfigurableListableBeanFactory beanFactory,
            FeatureToggleBeanPostProcessor postProcessor,
            ManuallyRegisteredBeans readyMade,
            ObjectProvider<ToggleAdvisors> advisors) {
        return new FeatureToggleValidator(beanFactory, postProcessor, readyMade, advisors);
    }
}
