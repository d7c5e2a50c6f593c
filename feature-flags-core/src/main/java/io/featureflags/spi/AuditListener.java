package io.featureflags.spi;

import io.featureflags.AuditEntry;

/** Port: notified of each audit entry that this instance recorded, and of each requested change that failed. */
@FunctionalInterface
public interface AuditListener {

    /**
     * Receives a recorded entry. Called on the thread that wrote it: the method must return immediately and must not
     * throw.
     *
     * @param entry the entry
     */
    void recorded(AuditEntry entry);

    /**
     * Receives a requested change that was not made. Called like {@link #recorded}. The default does nothing.
     *
     * @param write the failed change
     */
    default void failed(FailedWrite write) {}
}
