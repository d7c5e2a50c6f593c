package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;

/** Takes the entries of the record, and the changes that were not made, on a thread of its own: it may wait, and it may fail. */
@FunctionalInterface
public interface AuditSink {

    /**
     * Takes an entry.
     *
     * @param entry the entry
     */
    void take(AuditEntry entry);

    /**
     * Takes a change that was not made. The default does nothing.
     *
     * @param write the change
     */
    default void takeFailed(FailedWrite write) {}
}
