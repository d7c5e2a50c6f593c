package io.featureflags.toggle;

import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Checks, when all singletons are there, what the post-processor has not seen: the toggled methods of beans that are made
 * later, and beans that were made before it. A toggled method must never be silently inert.
 */
public final class FeatureToggleValidator implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beanFactory;

    private final FeatureToggleBeanPostProcessor postProcessor;

    private final LegacyChains legacyChains;

    private final ReadyMadeBeans readyMade;

    private final ObjectProvider<ToggleAdvisors> advisors;

    /**
     * Creates the validator.
     *
     * @param beanFactory the beans to check
     * @param postProcessor routes the beans
     * @param readyMade the beans that nobody is to check
     * @param advisors get to know the toggled methods of beans that are made later
     */
    public FeatureToggleValidator(
            ConfigurableListableBeanFactory beanFactory,
            FeatureToggleBeanPostProcessor postProcessor,
            ReadyMadeBeans readyMade,
            ObjectProvider<ToggleAdvisors> advisors) {
        this.beanFactory = beanFactory;
        this.postProcessor = postProcessor;
        this.legacyChains = new LegacyChains(postProcessor);
        this.readyMade = readyMade;
        this.advisors = advisors;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String beanName : beanFactory.getBeanDefinitionNames()) {
            if (!beanFactory.getBeanDefinition(beanName).isAbstract() && !readyMade.contains(beanName)) {
                check(beanName);
            }
        }
    }

    private void check(String beanName) {
        Object made = beanFactory.isFactoryBean(beanName) || !beanFactory.containsSingleton(beanName)
                ? null
                : beanFactory.getSingleton(beanName);
        Class<?> type = made == null ? beanFactory.getType(beanName, false) : AopUtils.getTargetClass(made);
        if (type == null || !PredictedToggles.isConcrete(type)) {
            return; // Known only when the bean is made: the post-processor will check it.
        }
        for (ToggleSpec spec : toggledMethods(type, made != null)) {
            if (made != null && !spec.woven() && !postProcessor.routes(beanName) && !ToggleProxies.areAround(made)) {
                throw madeTooEarly(beanName, spec);
            }
            legacyChains.check(spec);
            advisors.getObject().register(spec);
        }
    }

    private List<ToggleSpec> toggledMethods(Class<?> type, boolean made) {
        return made
                ? postProcessor.toggledMethods(ClassUtils.getUserClass(type))
                : PredictedToggles.of(type, postProcessor::toggledMethods);
    }

    private static InvalidFeatureToggleException madeTooEarly(String beanName, ToggleSpec spec) {
        return new InvalidFeatureToggleException(
                spec.type(),
                spec.method(),
                "bean '" + beanName + "' was made before toggled methods could be routed, as a dependency of a"
                        + " post-processor: the new code would run whatever the flag says.",
                "Let no BeanPostProcessor or BeanFactoryPostProcessor depend on the bean, or inject it there through an"
                        + " ObjectProvider.");
    }
}
