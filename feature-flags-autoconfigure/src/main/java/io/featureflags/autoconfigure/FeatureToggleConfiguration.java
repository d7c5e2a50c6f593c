package io.featureflags.autoconfigure;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.ShadowComparator;
import io.featureflags.shadow.ShadowRunner;
import io.featureflags.spi.GuardedFlags;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.toggle.AspectAttacher;
import io.featureflags.toggle.FeatureToggleBeanPostProcessor;
import io.featureflags.toggle.FeatureToggleValidator;
import io.featureflags.toggle.PrimaryToggledBeans;
import io.featureflags.toggle.ReactiveRouting;
import io.featureflags.toggle.TestDoubles;
import io.featureflags.toggle.ToggleAdvisorSorter;
import io.featureflags.toggle.ToggleAdvisors;
import io.featureflags.toggle.ToggledMethodRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

/** Routes the calls of toggled methods. No property disables it: an inert annotation would run new code. */
@Configuration(proxyBeanMethods = false)
class FeatureToggleConfiguration {

    // Static, with lazy dependencies: a post-processor must not create other beans too early.
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
    static TestDoubles featureToggleTestDoubles() {
        return new TestDoubles();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ToggleAdvisors featureToggleAdvisors(
            DecoratedFlags decorated,
            ObjectProvider<EvaluationContextProvider> contextProvider,
            ObjectProvider<ReactiveRouting> reactive,
            ToggledMethodRegistry code,
            GuardedFlags guarded,
            ObjectProvider<ShadowRuns> shadows,
            FeatureFlagsProperties properties) {
        // Resolved at the first call: the provider of an application may itself need a toggled bean.
        SingletonSupplier<EvaluationContextProvider> provider = SingletonSupplier.of(contextProvider::getObject);
        return new ToggleAdvisors(
                decorated.flags(),
                BoundContext.orElse(() -> provider.obtain().currentContext()),
                properties.aspect().order(),
                reactive.getIfAvailable(),
                code,
                new ToggleAdvisors.Listeners(
                        guarded, flag -> shadows.getObject().of(flag)));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ShadowRunner featureFlagShadowRuns(
            FeatureFlagsProperties properties,
            ObjectProvider<ShadowComparator> comparators,
            ObjectProvider<Clock> clock) {
        FeatureFlagsProperties.Shadow settings = properties.shadow();
        return new ShadowRunner(
                settings.timeout(), settings.threads(), settings.samples(), comparators, Clocks.of(clock));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    FeatureToggleValidator featureToggleValidator(
            ConfigurableListableBeanFactory beanFactory,
            FeatureToggleBeanPostProcessor postProcessor,
            TestDoubles testDoubles) {
        return new FeatureToggleValidator(beanFactory, postProcessor, testDoubles);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ToggledMethodRegistry featureFlagReferences(FeatureFlagsProperties properties) {
        return new ToggledMethodRegistry(properties.flags());
    }

    /** Routes the calls of woven methods, which need AspectJ. The aspect itself is not a bean. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.aspectj.lang.ProceedingJoinPoint")
    static class WovenConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static AspectAttacher featureToggleWovenToggles(FeatureToggleBeanPostProcessor beans) {
            return new AspectAttacher(beans);
        }
    }
}
