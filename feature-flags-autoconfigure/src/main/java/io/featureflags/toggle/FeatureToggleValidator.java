package io.featureflags.toggle;

import io.featureflags.FlagRegistry;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private final ObjectProvider<FlagRegistry> flags;

    /**
     * Creates the validator.
     *
     * @param beanFactory the beans to check
     * @param postProcessor routes the beans
     * @param flags gets to know the flags of beans that are made later
     */
    public FeatureToggleValidator(
            ConfigurableListableBeanFactory beanFactory,
            FeatureToggleBeanPostProcessor postProcessor,
            ObjectProvider<FlagRegistry> flags) {
        this.beanFactory = beanFactory;
        this.postProcessor = postProcessor;
        this.flags = flags;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String beanName : beanFactory.getBeanDefinitionNames()) {
            Class<?> type = concreteType(beanName);
            if (type != null) {
                List<ToggleSpec> specs = postProcessor.toggledMethods(type);
                specs.forEach(spec -> flags.getObject().register(spec.flag(), spec.enabledByDefault()));
                specs.stream().findFirst().ifPresent(spec -> checkRouted(beanName, spec));
            }
        }
    }

    /** The class of a bean; null if it is known only when the bean is made. */
    private @Nullable Class<?> concreteType(String beanName) {
        if (beanFactory.getBeanDefinition(beanName).isAbstract()) {
            return null;
        }
        Class<?> type = beanFactory.getType(beanName, false);
        return type == null || type.isInterface() || Modifier.isAbstract(type.getModifiers())
                ? null
                : ClassUtils.getUserClass(type);
    }

    private void checkRouted(String beanName, ToggleSpec spec) {
        if (beanFactory.isFactoryBean(beanName) || !beanFactory.containsSingleton(beanName)) {
            return;
        }
        if (!ToggleProxies.areAround(beanFactory.getSingleton(beanName))) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "bean '" + beanName + "' was made before toggled methods could be routed, as a dependency of a"
                            + " post-processor: the new code would run whatever the flag says.",
                    "Let no BeanPostProcessor or BeanFactoryPostProcessor depend on the bean, or inject it there through"
                            + " an ObjectProvider.");
        }
    }
}
