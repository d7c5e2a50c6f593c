package io.featureflags.benchmarks;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.util.Map;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An application with the auto-configuration of feature-flags and a store in memory. */
public final class InMemoryApplication implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final SettableStore store = new SettableStore();

    /**
     * Starts an application without further beans.
     *
     * @param values the values of flags, by their names
     */
    public InMemoryApplication(Map<String, String> values) {
        this(values, true);
    }

    /**
     * Starts an application with beans.
     *
     * @param values the values of flags, by their names
     * @param classProxies true for proxies of the beans' classes, which is the default of Spring Boot; false for proxies of
     *     their interfaces
     * @param beans classes of beans and of configurations
     */
    public InMemoryApplication(Map<String, String> values, boolean classProxies, Class<?>... beans) {
        context.registerBean(SettableStore.class, () -> store);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "application", Map.of("spring.aop.proxy-target-class", Boolean.toString(classProxies))));
        if (beans.length > 0) {
            context.register(beans);
        }
        context.register(Configurations.getClasses(FlagAutoConfigurations.with(AopAutoConfiguration.class)));
        context.refresh();
        values.forEach(store::set);
        for (String flag : values.keySet()) {
            Source source =
                    flags().evaluate(flag, EvaluationContext.anonymous()).source();
            if (source != Source.REDIS) {
                throw new IllegalStateException(flag + " answers from " + source + ", not from the store");
            }
        }
    }

    /**
     * Changes a flag in the store.
     *
     * @param flag name of the flag
     * @param value the new value
     */
    public void set(String flag, String value) {
        store.set(flag, value);
    }

    /**
     * Returns the flags of the application.
     *
     * @return the bean that code injects
     */
    public FeatureFlags flags() {
        return context.getBean(FeatureFlags.class);
    }

    /**
     * Returns the handle of a flag, which a toggled method keeps.
     *
     * @param name name of the flag
     * @return the handle
     */
    public Flag handle(String name) {
        return context.getBean(FlagRegistry.class).register(name, false);
    }

    /**
     * Returns a bean of the application.
     *
     * @param <T> type of the bean
     * @param name name of the bean
     * @param type type of the bean
     * @return the bean, behind its proxy
     */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }
}
