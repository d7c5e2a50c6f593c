package io.featureflags.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A registry with the meters of flags that it has already: each is registered once. */
final class BoundRegistry {

    private final MeterRegistry registry;

    private final Set<Registered> registered = ConcurrentHashMap.newKeySet();

    BoundRegistry(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a counter; {@code state} is held weakly. */
    <T> void counter(String name, String description, Tags tags, T state, ToDoubleFunction<T> count) {
        if (registered.add(new Registered(name, tags))) {
            FunctionCounter.builder(name, state, count)
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }

    /** Registers a gauge, with a unit or null; {@code state} is held weakly. */
    <T> void gauge(
            String name, @Nullable String unit, String description, Tags tags, T state, ToDoubleFunction<T> value) {
        if (registered.add(new Registered(name, tags))) {
            Gauge.builder(name, state, value)
                    .baseUnit(unit)
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }

    /**
     * A meter.
     *
     * @param name its name
     * @param tags its tags
     */
    private record Registered(String name, Tags tags) {}
}
