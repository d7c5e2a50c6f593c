package io.featureflags.toggle;

import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Records the singletons that were registered as objects before the application context created any bean, such as the
 * mocks of a test. No post-processor sees them, and none of them is routed.
 */
public final class ManuallyRegisteredBeans implements BeanFactoryPostProcessor {

    private Set<String> names = Set.of();

    /** Creates the post-processor, which has no names before it has run. */
    public ManuallyRegisteredBeans() {}

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        names = Set.of(beanFactory.getSingletonNames());
    }

    /** Returns whether the bean of this name was registered as an object. */
    boolean contains(String beanName) {
        return names.contains(beanName);
    }
}
