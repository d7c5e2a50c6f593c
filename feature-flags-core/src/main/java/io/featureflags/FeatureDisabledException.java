package io.featureflags;

/**
 * Thrown to the caller of a toggled method whose flag is off and which names no legacy code. A web request that ends with
 * it is answered with 404, unless the application has a handler for it.
 */
public class FeatureDisabledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String flag;

    /**
     * Creates the exception.
     *
     * @param flag name of the flag that is off
     * @param method the method that was not run, as a person would write it ({@code CheckoutService.checkout})
     */
    public FeatureDisabledException(String flag, String method) {
        super("Feature flag '" + flag + "' is off, so " + method + " was not run. It names no legacy code: give its"
                + " @FeatureToggle a fallback, or otherwise = SKIP.");
        this.flag = flag;
    }

    /**
     * Name of the flag that is off.
     *
     * @return the flag's name
     */
    public String flag() {
        return flag;
    }
}
