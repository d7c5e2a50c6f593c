package io.featureflags.telemetry;

/** Source of some of the meters of flags. */
@FunctionalInterface
interface MeterSource {

    /** Registers the meters that exist by now; called every ten seconds. */
    void register(MeterRegistration registration);
}
