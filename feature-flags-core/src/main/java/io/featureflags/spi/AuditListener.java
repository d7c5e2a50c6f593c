package io.featureflags.spi;

import io.featureflags.AuditEntry;

/** Port: gets to know of each entry that this instance has recorded, and of each change that it was asked for in vain. */
@FunctionalInterface
public interface AuditListener {

    /**
     * Takes an entry. Called on the thread that wrote it, so that it must return at once and throw nothing.
     *
     * @param entry the entry
     */
    void recorded(AuditEntry entry);

    /**
     * Takes a change that was not made. Called as {@link #recorded} is. The default does nothing.
     *
     * @param write the change
     */
    default void failed(FailedWrite write) {}
}
