package io.featureflags.spi;

import io.featureflags.AuditEntry;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Port: the values of flags, with the record of their changes. State and record are written in one step, so that neither is
 * ever without the other. Methods wait for the store, for a bounded time, and never on a thread that flag checks need.
 */
public interface FlagLedger {

    /**
     * What a flag is now. A change that went past this library, and is not recorded yet, is recorded first.
     *
     * @param flag name of the flag
     * @return its state
     * @throws FlagStoreException if the store cannot be asked
     */
    FlagState read(String flag);

    /**
     * Writes a flag and its record. A value that is there already is no change, and is not recorded. A write whose request
     * was carried out already is not carried out again.
     *
     * @param flag name of the flag
     * @param value the new value; null for none
     * @param write who writes, why, and on what condition
     * @return the entry that was recorded; null if there was nothing to change
     * @throws FlagConflictException if the flag does not have the version that is expected
     * @throws FlagStoreException if the store cannot be asked, or refuses
     */
    @Nullable
    AuditEntry write(String flag, @Nullable String value, FlagWrite write);

    /**
     * The last changes of a flag.
     *
     * @param flag name of the flag
     * @param limit how many at most
     * @return the entries, the newest first
     * @throws FlagStoreException if the store cannot be asked
     */
    List<AuditEntry> history(String flag, int limit);

    /**
     * The flags that the store has, whether or not this application knows them.
     *
     * @return their names; null if the store may not be asked, or does not tell in time
     */
    @Nullable
    Set<String> names();

    /**
     * The flags that have a history, also those that have no value any more.
     *
     * @return their names; null if the store may not be asked, or does not tell in time
     */
    @Nullable
    Set<String> recorded();
}
