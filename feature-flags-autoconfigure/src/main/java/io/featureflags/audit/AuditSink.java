package io.featureflags.audit;

import io.featureflags.AuditEntry;
import io.featureflags.spi.FailedWrite;

/**
 * Receives audit entries and failed changes, such as to send them to another system. A bean. Each sink has a queue and a
 * thread of its own, so that it may block and may throw exceptions.
 */
@FunctionalInterface
public interface AuditSink {

    /**
     * Receives a change that was made.
     *
     * @param entry audit entry of the change
     */
    void take(AuditEntry entry);

    /**
     * Receives a change that failed. The default does nothing.
     *
     * @param write failed change
     */
    default void takeFailed(FailedWrite write) {}
}
