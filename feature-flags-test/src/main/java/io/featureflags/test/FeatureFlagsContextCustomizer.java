package io.featureflags.test;

import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Hooks;

/**
 * Adds the flags of tests to an application context. All test classes have an equal one, so that they share a context.
 *
 * @param replace whether flags are in memory
 */
record FeatureFlagsContextCustomizer(AutoConfigureFeatureFlags.Replace replace) implements ContextCustomizer {

    private static final String SOURCE = "featureFlagsTest";

    /** Sources that an application has without a test, of which the first one has precedence. */
    private static final Set<String> OF_APPLICATION = Set.of(
            "spring.application.json",
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        if (replace == AutoConfigureFeatureFlags.Replace.ANY) {
            useMemory(context.getEnvironment().getPropertySources());
        }
        if (context.getBeanFactory() instanceof BeanDefinitionRegistry beans
                && !beans.containsBeanDefinition(ScopeRegistrar.NAME)) {
            RootBeanDefinition registrar = new RootBeanDefinition(ScopeRegistrar.class);
            registrar.getConstructorArgumentValues().addIndexedArgumentValue(0, true);
            beans.registerBeanDefinition(ScopeRegistrar.NAME, registrar);
        }
        if (ClassUtils.isPresent("reactor.core.publisher.Hooks", getClass().getClassLoader())) {
            Propagation.enable();
        }
    }

    /** The properties of the test class are there already, and before those of the application. */
    private static void useMemory(MutablePropertySources sources) {
        MapPropertySource memory = new MapPropertySource(SOURCE, Map.of("feature-flags.store", "memory"));
        sources.stream()
                .map(PropertySource::getName)
                .filter(OF_APPLICATION::contains)
                .findFirst()
                .ifPresentOrElse(first -> sources.addBefore(first, memory), () -> sources.addLast(memory));
    }

    /** Separate, since Reactor may be absent. */
    private static final class Propagation {

        static void enable() {
            Hooks.enableAutomaticContextPropagation();
        }
    }
}
