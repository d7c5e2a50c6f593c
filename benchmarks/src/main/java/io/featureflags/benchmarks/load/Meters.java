package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.InMemoryApplication;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Micrometer registry, as in an application with Actuator. */
@Configuration(proxyBeanMethods = false)
class Meters {

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    /** Binds the meters of an application as Spring Boot does, and checks that each of the counters has counted. */
    static void bind(InMemoryApplication application, String... counters) {
        MeterRegistry registry = application.bean("meterRegistry", MeterRegistry.class);
        application.bean("featureFlagMeters", MeterBinder.class).bindTo(registry);
        for (String counter : counters) {
            double counted = registry.find(counter).functionCounters().stream()
                    .mapToDouble(FunctionCounter::count)
                    .sum();
            if (counted == 0) {
                throw new IllegalStateException(counter + " has counted nothing");
            }
        }
    }
}
