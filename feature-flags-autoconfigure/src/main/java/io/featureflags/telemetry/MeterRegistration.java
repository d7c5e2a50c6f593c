package io.featureflags.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Registers meters at one registry, each of them once. */
final class MeterRegistration {

    private final MeterRegistry registry;

    private final Set<MeterKey> registered = ConcurrentHashMap.newKeySet();

    MeterRegistration(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a counter, unless it is registered; the registry holds {@code state} weakly. */
    <T> void counter(String name, String description, Tags tags, T state, ToDoubleFunction<T> count) {
        if (registered.add(new MeterKey(name, tags))) {
            FunctionCounter.builder(name, state, count)
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }

    /** Registers a timer, unless it is registered; the registry holds {@code state} weakly. */
    <T> void timer(
            String name, String description, Tags tags, T state, ToLongFunction<T> count, ToDoubleFunction<T> nanos) {
        if (registered.add(new MeterKey(name, tags))) {
            FunctionTimer.builder(name, state, count, nanos, TimeUnit.NANOSECONDS)
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }

    /** Registers a gauge, with a unit or null, unless it is registered; the registry holds {@code state} weakly. */
    <T> void gauge(
            String name, @Nullable String unit, String description, Tags tags, T state, ToDoubleFunction<T> value) {
        if (registered.add(new MeterKey(name, tags))) {
            Gauge.builder(name, state, value)
                    .baseUnit(unit)
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }
    }

    /**
     * Identity of a registered meter.
     *
     * @param name name of the meter
     * @param tags tags of the meter
     */
    private record MeterKey(String name, Tags tags) {}
}
