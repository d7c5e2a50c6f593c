package io.featureflags.test;

/** Thrown at the start of an application that has the test kit on its class path, while no test runs. */
public final class ForgottenTestScopeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForgottenTestScopeException() {
        super("feature-flags-test is on the class path of the application, and no test runs. It lets tests replace the"
                + " answers of feature flags, and does not belong in production.");
    }
}
