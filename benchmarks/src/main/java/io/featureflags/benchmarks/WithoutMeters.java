package io.featureflags.benchmarks;

/** Leaves the meters and observations of Actuator out of an application that is measured without them. */
public final class WithoutMeters {

    private static final String METRICS = "org.springframework.boot.micrometer.metrics.autoconfigure.";

    private WithoutMeters() {}

    /**
     * Returns the argument of an application.
     *
     * @return the argument, with two dashes
     */
    public static String argument() {
        return "--spring.autoconfigure.exclude=" + METRICS + "MetricsAutoConfiguration," + METRICS
                + "CompositeMeterRegistryAutoConfiguration," + METRICS
                + "export.simple.SimpleMetricsExportAutoConfiguration,"
                + "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration";
    }
}
