package io.featureflags.toggle;

import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The beans that were there before the application context made any: objects that were handed to it, as the mocks of a
 * test. No post-processor sees them, and none of them is routed.
 */
public final class ReadyMadeBeans implements BeanFactoryPostProcessor {

    private Set<String> names = Set.of();

    /** Creates the post-processor; it knows no bean before it has run. */
    public ReadyMadeBeans() {}

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        names = Set.of(beanFactory.getSingletonNames());
    }

    boolean contains(String beanName) {
        return names.contains(beanName);
    }
}
