package io.featureflags.spi;

/** Port: what the toggled methods of a flag hand their legacy calls over to. Called in the path of each call, without locks. */
public interface ShadowCalls {

    /**
     * Draws by lot whether the new code is to repeat the present call. Reads one field while nothing is shadowed.
     *
     * @return whether to call {@link #repeat} after the legacy code; false within a shadow run
     */
    boolean draw();

    /**
     * Takes a call over, and returns at once. Where too many calls wait, the call is dropped and counted.
     *
     * @param call the call, which the legacy code has served
     */
    void repeat(ShadowCall call);
}
