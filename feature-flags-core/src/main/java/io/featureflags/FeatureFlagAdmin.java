package io.featureflags;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the values of flags in the store. Each change is recorded as an {@link AuditEntry}, atomically with
 * the value. A change made directly in the store, such as by redis-cli, is recorded when an instance detects it. A
 * bean.
 *
 * <p>Methods block until the store responds, for some seconds at most. Flag checks never wait for them. A name outside
 * the grammar {@link FlagName#GRAMMAR} is rejected with an {@link IllegalArgumentException}.
 */
public interface FeatureFlagAdmin {

    /** Maximum number of flags in a {@link #list} that only the store has: {@value}. */
    int MAX_LISTED = 10_000;

    /**
     * Returns the state of a flag in the store.
     *
     * @param flag name of the flag
     * @return the state; without a value if the store does not have the flag
     * @throws FlagStoreException if the store is unavailable
     */
    FlagState get(String flag);

    /**
     * Returns the states of all flags: those of the code, of {@code application.yml} and of the store. Of the flags that
     * only the store has, it returns the first {@value #MAX_LISTED} by name. They are missing if the store does not permit
     * listing keys. A flag that the store refuses to read is left out, such as one whose key has a wrong type.
     *
     * @return the states, in the order of the names
     * @throws FlagStoreException if the store is unavailable
     */
    List<FlagState> list();

    /**
     * Sets the value of a flag. The time to live of its key is kept.
     *
     * @param flag name of the flag
     * @param value the value, in any form that the store accepts: {@code true}, {@code 10%} or a JSON object
     * @param write actor, reason and precondition
     * @return the new state
     * @throws InvalidFlagValueException if the value cannot be parsed
     * @throws FlagConflictException if the flag does not have the expected version
     * @throws FlagStoreException if the store is unavailable or rejects the write
     */
    FlagState set(String flag, String value, FlagWrite write);

    /**
     * Removes the value of a flag. From then on {@code application.yml} decides, or else the annotation.
     *
     * @param flag name of the flag
     * @param write actor, reason and precondition
     * @return the new state
     * @throws FlagConflictException if the flag does not have the expected version
     * @throws FlagStoreException if the store is unavailable or rejects the write
     */
    FlagState delete(String flag, FlagWrite write);

    /**
     * Restores the value that a flag had after a recorded change.
     *
     * @param entry the change
     * @param write actor, reason and precondition
     * @return the new state
     * @throws FlagConflictException if the flag does not have the expected version
     * @throws FlagStoreException if the store is unavailable or rejects the write
     */
    FlagState restore(AuditEntry entry, FlagWrite write);

    /**
     * Returns the last changes of a flag.
     *
     * @param flag name of the flag
     * @param limit maximum number of entries, at least 1
     * @return the entries, newest first
     * @throws FlagStoreException if the store is unavailable
     */
    List<AuditEntry> history(String flag, int limit);

    /**
     * Returns the last changes of all flags, also of those without a value. If the store does not permit listing
     * histories, only those of the flags known to this application are included. Entries from several servers of a
     * cluster are ordered by the clocks of the servers.
     *
     * @param limit maximum number of entries, at least 1
     * @return the entries, newest first
     * @throws FlagStoreException if the store is unavailable
     */
    List<AuditEntry> history(int limit);

    /**
     * Returns the values of all flags of {@link #list} that have one.
     *
     * @return the values by name of the flag, in the order of the names
     * @throws FlagStoreException if the store is unavailable, does not permit listing keys, or refuses to read a flag:
     *     an incomplete export could be mistaken for a complete one
     */
    Map<String, String> exportValues();

    /**
     * Plans an import. Nothing is written.
     *
     * @param values new values by name of the flag; a null value removes the value, and flags that are not mentioned
     *     are kept
     * @return the changes that the import would make
     * @throws InvalidFlagImportException if names or values are invalid; it lists all of them
     * @throws FlagStoreException if the store is unavailable
     */
    FlagImport planImport(Map<String, @Nullable String> values);

    /**
     * Carries out a planned import. Each flag is written only if it was not changed since the plan was made. A flag
     * that cannot be written does not prevent the others from being written, but an unavailable store ends the import.
     * The same plan may be carried out again with the same write: values that were written are not written again.
     *
     * @param plan the changes
     * @param write actor and reason; its expected version is ignored
     * @return the failures by name of the flag; empty if all flags were written
     */
    Map<String, RuntimeException> carryOut(FlagImport plan, FlagWrite write);
}
