package io.featureflags;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes flags, and tells who changed them: each change is recorded together with the value, and a change that went past
 * this library is recorded when an instance notices it. A bean.
 *
 * <p>Methods wait for the store, some seconds at most, and no flag check waits for them. Names must match
 * {@link FlagName#GRAMMAR}, or else an {@link IllegalArgumentException} says so.
 */
public interface FeatureFlagAdmin {

    /**
     * What a flag is now in the store.
     *
     * @param flag name of the flag
     * @return its state; without a value if the store does not have the flag
     * @throws FlagStoreException if the store cannot be asked
     */
    FlagState get(String flag);

    /**
     * All flags: those that code and {@code application.yml} mention, and those that only the store has, as far as it
     * tells. A flag that the store refuses to read, such as one whose key is of a wrong type, is left out.
     *
     * @return their states, in the order of their names
     * @throws FlagStoreException if the store cannot be asked
     */
    List<FlagState> list();

    /**
     * Gives a flag a value. A time to live of its key stays.
     *
     * @param flag name of the flag
     * @param value the value, in any form that a flag may have in the store
     * @param write who writes, why, and on what condition
     * @return its new state
     * @throws InvalidFlagValueException if the value would not be understood
     * @throws FlagConflictException if the flag does not have the version that is expected
     * @throws FlagStoreException if the store cannot be asked, or refuses
     */
    FlagState set(String flag, String value, FlagWrite write);

    /**
     * Takes the value of a flag away: {@code application.yml} answers, then the annotation.
     *
     * @param flag name of the flag
     * @param write who writes, why, and on what condition
     * @return its new state
     * @throws FlagConflictException if the flag does not have the version that is expected
     * @throws FlagStoreException if the store cannot be asked, or refuses
     */
    FlagState delete(String flag, FlagWrite write);

    /**
     * Gives a flag the value again that it had after a change.
     *
     * @param entry the change
     * @param write who writes, why, and on what condition
     * @return its new state
     * @throws FlagConflictException if the flag does not have the version that is expected
     * @throws FlagStoreException if the store cannot be asked, or refuses
     */
    FlagState restore(AuditEntry entry, FlagWrite write);

    /**
     * The last changes of a flag.
     *
     * @param flag name of the flag
     * @param limit how many at most, from 1 on
     * @return the entries, the newest first
     * @throws FlagStoreException if the store cannot be asked
     */
    List<AuditEntry> history(String flag, int limit);

    /**
     * The last changes of all flags, also of those that have no value any more. Where the store does not tell which flags
     * have a history, it is those that this application knows. Of changes by several servers of a cluster, the order is
     * that of their clocks.
     *
     * @param limit how many at most, from 1 on
     * @return the entries, the newest first
     * @throws FlagStoreException if the store cannot be asked
     */
    List<AuditEntry> history(int limit);

    /**
     * The values of all flags that {@link #list} has and that have one.
     *
     * @return the values by the names of the flags, in the order of the names
     * @throws FlagStoreException if the store cannot be asked, does not tell which flags it has, or refuses one of them:
     *     half an export would be taken for a whole one
     */
    Map<String, String> exportValues();

    /**
     * What an import of values would change, without changing anything.
     *
     * @param values the values by the names of the flags; flags that are not mentioned stay as they are
     * @return what would change
     * @throws InvalidFlagImportException if names or values cannot be meant; it names all of them
     * @throws FlagStoreException if the store cannot be asked
     */
    FlagImport planImport(Map<String, @Nullable String> values);

    /**
     * Carries out an import as it was planned: each flag on the condition that nobody has changed it since. One flag that
     * cannot be written keeps none of the others from being written, but a store that does not answer ends it. The same
     * plan with the same write may be carried out again: what was written is not written again.
     *
     * @param plan what to change
     * @param write who writes, and why; the version that it expects does not count
     * @return what could not be changed, by the names of the flags; empty if all went well
     */
    Map<String, RuntimeException> carryOut(FlagImport plan, FlagWrite write);
}
