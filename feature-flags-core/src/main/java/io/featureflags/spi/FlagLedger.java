package io.featureflags.spi;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: the values of flags together with the record of their changes. Value and record are written atomically. Methods
 * block until the store responds, for a bounded time; do not call them from threads that evaluate flags.
 */
public interface FlagLedger {

    /**
     * Reads the present state of a flag. An external change that is not recorded yet is recorded first.
     *
     * @param flag name of the flag
     * @return its state
     * @throws FlagStoreException if the store is unavailable
     */
    FlagState read(String flag);

    /**
     * Writes a flag and its audit entry. Nothing is written or recorded if the flag has the value already, or if a
     * write with the same request was applied already.
     *
     * @param flag name of the flag
     * @param value new value; null to remove the value
     * @param write actor, reason and precondition
     * @return the recorded entry; null if there was nothing to change
     * @throws FlagConflictException if the flag does not have the expected version
     * @throws FlagStoreException if the store is unavailable or rejects the write
     */
    @Nullable
    AuditEntry write(String flag, @Nullable String value, FlagWrite write);

    /**
     * Returns the last changes of a flag.
     *
     * @param flag name of the flag
     * @param limit maximum number of entries
     * @return the entries, newest first
     * @throws FlagStoreException if the store is unavailable
     */
    List<AuditEntry> history(String flag, int limit);

    /**
     * Returns whether an observed change is known to be external without reading its record. Does not block.
     *
     * @param event the change
     * @return true if another program has made it; false if only the record shows it
     */
    default boolean isExternal(FeatureFlagChangedEvent event) {
        return false;
    }

    /**
     * Returns the names of the flags in the store, also of those unknown to this application.
     *
     * @return the names; null if the store does not permit listing them, or does not respond in time
     */
    @Nullable
    Set<String> names();

    /**
     * Returns the names of the flags with a history, also of those without a value.
     *
     * @return the names; null if the store does not permit listing them, or does not respond in time
     */
    @Nullable
    Set<String> recorded();
}
