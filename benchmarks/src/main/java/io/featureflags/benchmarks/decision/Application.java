package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.FlagRegistry;
import io.featureflags.Source;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** An application as the auto-configuration wires it, whose values come from a store in memory. */
final class Application implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** Starts an application that knows flags by their values. */
    Application(Map<String, String> values) {
        SettableStore store = new SettableStore();
        context.registerBean(SettableStore.class, () -> store);
        context.register(FeatureFlagsAutoConfiguration.class);
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

    FeatureFlags flags() {
        return context.getBean(FeatureFlags.class);
    }

    /** The handle of a flag, as a toggled method keeps it. */
    Flag handle(String name) {
        return context.getBean(FlagRegistry.class).register(name, false);
    }

    @Override
    public void close() {
        context.close();
    }
}
