package io.featureflags.spi;

/** Port: finds what the toggled methods of a flag report their calls to. */
@FunctionalInterface
public interface GuardedFlags {

    /**
     * Returns the calls of a flag. Resolved once for each toggled method.
     *
     * @param flag name of the flag
     * @return the same object for the same flag, also while no plan runs
     */
    GuardedCalls of(String flag);

    /**
     * Returns flags without guarded rollouts, whose calls are not counted.
     *
     * @return a port without plans
     */
    static GuardedFlags none() {
        return flag -> () -> null;
    }
}
