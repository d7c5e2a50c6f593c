package io.featureflags;

/** Port: gets to know of each entry that this instance has recorded. */
@FunctionalInterface
public interface AuditListener {

    /**
     * Takes an entry. Called on the thread that wrote it, so that it must return at once and throw nothing.
     *
     * @param entry the entry
     */
    void recorded(AuditEntry entry);
}
