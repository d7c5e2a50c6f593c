package io.featureflags;

/**
 * Thrown by a call to a toggled method whose flag is off and that has no legacy code. A web request that fails with
 * this exception is answered with 404, unless the application handles it.
 */
public class FeatureDisabledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String flag;

    /**
     * Creates the exception.
     *
     * @param flag name of the flag that is off
     * @param method method that was not run, such as {@code CheckoutService.checkout}
     */
    public FeatureDisabledException(String flag, String method) {
        super("Feature flag '" + flag + "' is off, so " + method + " was not run. It names no legacy code: give its"
                + " @FeatureToggle a fallback, or otherwise = SKIP.");
        this.flag = flag;
    }

    /**
     * Returns the name of the flag that is off.
     *
     * @return the name
     */
    public String flag() {
        return flag;
    }
}
