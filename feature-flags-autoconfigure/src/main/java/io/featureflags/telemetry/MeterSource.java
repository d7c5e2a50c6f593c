package io.featureflags.telemetry;

/** Some of the meters of flags. */
@FunctionalInterface
interface MeterSource {

    /** Registers what there is to be measured by now; asked again and again. */
    void registerAt(BoundRegistry registry);
}
