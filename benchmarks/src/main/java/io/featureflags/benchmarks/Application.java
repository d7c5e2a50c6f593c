package io.featureflags.benchmarks;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.testing.SettableStore;
import java.util.Map;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An application as the auto-configuration wires it, whose values come from a store in memory. */
public final class Application implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final SettableStore store = new SettableStore();

    /**
     * Starts an application that knows flags by their values.
     *
     * @param values the values, by the names of the flags
     */
    public Application(Map<String, String> values) {
        this(values, true);
    }

    /**
     * Starts an application with beans.
     *
     * @param values the values of flags, by their names
     * @param classProxies whether its proxies are subclasses of the beans' classes, as by default
     * @param beans classes of the beans, and configurations
     */
    public Application(Map<String, String> values, boolean classProxies, Class<?>... beans) {
        context.registerBean(SettableStore.class, () -> store);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "application", Map.of("spring.aop.proxy-target-class", Boolean.toString(classProxies))));
        if (beans.length > 0) {
            context.register(beans);
        }
        context.register(AopAutoConfiguration.class, FeatureFlagsAutoConfiguration.class);
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
     * @param value the value from now on
     */
    public void set(String flag, String value) {
        store.set(flag, value);
    }

    /**
     * The flags of the application.
     *
     * @return as code injects them
     */
    public FeatureFlags flags() {
        return context.getBean(FeatureFlags.class);
    }

    /**
     * The handle of a flag, as a toggled method keeps it.
     *
     * @param name name of the flag
     * @return the handle
     */
    public Flag handle(String name) {
        return context.getBean(FlagRegistry.class).register(name, false);
    }

    /**
     * A bean of the application.
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
