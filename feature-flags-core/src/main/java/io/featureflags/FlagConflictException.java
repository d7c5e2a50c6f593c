package io.featureflags;

/**
 * Thrown by a write if the flag does not have the version that the write expects, because it was changed concurrently.
 * Nothing was written.
 */
public final class FlagConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient FlagState present;

    /**
     * Creates the exception.
     *
     * @param expectedVersion version that the write expected
     * @param present present state of the flag
     */
    public FlagConflictException(String expectedVersion, FlagState present) {
        super("Feature flag '" + present.name() + "' has version " + present.version() + " instead of "
                + expectedVersion + ": it was changed concurrently. Read the flag again and repeat the change.");
        this.present = present;
    }

    /**
     * Returns the present state of the flag.
     *
     * @return the state
     */
    public FlagState present() {
        return present;
    }
}
