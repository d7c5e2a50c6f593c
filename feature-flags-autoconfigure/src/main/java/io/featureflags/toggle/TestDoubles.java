package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Recognizes the beans that a test puts in the place of others, which are not routed: singletons that were registered as
 * objects, which no post-processor sees, and mocks of Mockito. A bean that the container has created is none, also if it was
 * created too early to be routed.
 */
public final class TestDoubles implements BeanDefinitionRegistryPostProcessor {

    private static final @Nullable ClassLoader LOADER = TestDoubles.class.getClassLoader();

    private static final boolean MOCKITO_PRESENT = ClassUtils.isPresent("org.mockito.Mockito", LOADER);

    private final Set<String> created = ConcurrentHashMap.newKeySet();

    private @Nullable ConfigurableListableBeanFactory beans;

    /** Creates the post-processor, which knows no bean before it has run. */
    public TestDoubles() {}

    // Before the other post-processors of the bean factory are created, and the beans that these need.
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (registry instanceof ConfigurableListableBeanFactory beanFactory) {
            observe(beanFactory);
        }
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        if (beans == null) {
            observe(beanFactory);
        }
    }

    private void observe(ConfigurableListableBeanFactory beanFactory) {
        beans = beanFactory;
        beanFactory.addBeanPostProcessor(new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                created.add(beanName);
                return bean;
            }
        });
    }

    /** Returns whether the bean of this name was registered as an object. */
    boolean isRegistered(String beanName) {
        return beans != null && beans.containsSingleton(beanName) && !created.contains(beanName);
    }

    /**
     * Returns whether a bean is a mock of Mockito, also behind proxies. A spy is none, as it runs the code of its class. The
     * class of an inline mock is the mocked class itself, so that only Mockito knows.
     */
    static boolean isMock(Object bean) {
        Object target = bean;
        for (@Nullable Object behind = bean; behind != null; behind = AopProxyUtils.getSingletonTarget(behind)) {
            target = behind;
        }
        return MOCKITO_PRESENT && isMockOfMockito(target);
    }

    private static boolean isMockOfMockito(Object bean) {
        try {
            Method mockingDetails =
                    ClassUtils.forName("org.mockito.Mockito", LOADER).getMethod("mockingDetails", Object.class);
            Object details = mockingDetails.invoke(null, bean);
            Class<?> type = mockingDetails.getReturnType();
            return Boolean.TRUE.equals(type.getMethod("isMock").invoke(details))
                    && Boolean.FALSE.equals(type.getMethod("isSpy").invoke(details));
        } catch (ReflectiveOperationException | LinkageError ex) {
            return false; // Mockito cannot start here, so that there are no mocks.
        }
    }
}
