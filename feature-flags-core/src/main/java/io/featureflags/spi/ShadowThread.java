package io.featureflags.spi;

/**
 * Marks the threads of shadow runs. Toggled calls on such a thread are not shadowed, and count in no guarded rollout: code
 * may fail there that needs the transaction or the login of the caller.
 */
public interface ShadowThread {

    /**
     * Returns whether the present thread runs code in a shadow.
     *
     * @return false on any thread of the application
     */
    static boolean isCurrent() {
        return Thread.currentThread() instanceof ShadowThread;
    }
}
