package io.featureflags.audit;

import io.featureflags.AuditEntry;

/** Takes the entries of the record, on a thread of its own: it may wait, and it may fail. */
@FunctionalInterface
public interface AuditSink {

    /**
     * Takes an entry.
     *
     * @param entry the entry
     */
    void take(AuditEntry entry);
}
