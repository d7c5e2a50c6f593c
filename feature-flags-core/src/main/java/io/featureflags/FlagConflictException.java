package io.featureflags;

/** A flag does not have the version that a write expects: somebody else has changed it. Nothing was written. */
public final class FlagConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient FlagState present;

    /**
     * Creates the exception.
     *
     * @param expectedVersion the version that was expected
     * @param present what the flag is now
     */
    public FlagConflictException(String expectedVersion, FlagState present) {
        super("Feature flag '" + present.name() + "' has version " + present.version() + ", and not " + expectedVersion
                + ": somebody else has changed it. Read it again, and decide again.");
        this.present = present;
    }

    /**
     * What the flag is now.
     *
     * @return its present state
     */
    public FlagState present() {
        return present;
    }
}
