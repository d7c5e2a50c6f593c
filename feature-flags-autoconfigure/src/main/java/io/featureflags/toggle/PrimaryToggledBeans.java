package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Makes a bean primary whose class is toggled and whose legacy code is in another bean: who injects the interface that
 * both share gets the one that routes.
 */
public final class PrimaryToggledBeans implements BeanFactoryPostProcessor {

    /** Creates the post-processor; it has no state. */
    public PrimaryToggledBeans() {}

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        for (String name : beanFactory.getBeanDefinitionNames()) {
            BeanDefinition definition = beanFactory.getBeanDefinition(name);
            if (!definition.isAbstract()
                    && !definition.isPrimary()
                    && hasLegacyBean(beanFactory.getType(name, false))) {
                definition.setPrimary(true);
            }
        }
    }

    private static boolean hasLegacyBean(@Nullable Class<?> type) {
        FeatureToggle toggle =
                type == null ? null : AnnotatedElementUtils.findMergedAnnotation(type, FeatureToggle.class);
        return toggle != null
                && (toggle.fallbackType() != void.class
                        || !toggle.fallbackBean().isEmpty());
    }
}
