package io.featureflags.toggle;

import io.featureflags.FlagRegistry;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
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

    private final ReadyMadeBeans readyMade;

    private final ObjectProvider<FlagRegistry> flags;

    /**
     * Creates the validator.
     *
     * @param beanFactory the beans to check
     * @param postProcessor routes the beans
     * @param readyMade the beans that nobody is to check
     * @param flags gets to know the flags of beans that are made later
     */
    public FeatureToggleValidator(
            ConfigurableListableBeanFactory beanFactory,
            FeatureToggleBeanPostProcessor postProcessor,
            ReadyMadeBeans readyMade,
            ObjectProvider<FlagRegistry> flags) {
        this.beanFactory = beanFactory;
        this.postProcessor = postProcessor;
        this.readyMade = readyMade;
        this.flags = flags;
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
        if (type == null || !isConcrete(type)) {
            return; // Known only when the bean is made: the post-processor will check it.
        }
        for (ToggleSpec spec : toggledMethods(type, made != null)) {
            if (made != null && !spec.woven() && !ToggleProxies.areAround(made)) {
                throw madeTooEarly(beanName, spec);
            }
            checkLegacyBean(spec);
            flags.getObject().register(spec.flag(), spec.enabledByDefault());
        }
    }

    private void checkLegacyBean(ToggleSpec spec) {
        LegacyCode legacy = spec.legacy();
        if (legacy != null && legacy.bean() != null) {
            postProcessor.legacyBeans().nameOf(spec, legacy.bean());
        }
    }

    private List<ToggleSpec> toggledMethods(Class<?> type, boolean made) {
        try {
            return postProcessor.toggledMethods(ClassUtils.getUserClass(type));
        } catch (IllegalStateException | LinkageError ex) {
            if (made) {
                throw ex;
            }
            return List.of(); // A class that it needs is missing, and nobody may ever make it.
        }
    }

    private static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && !Proxy.isProxyClass(type);
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
