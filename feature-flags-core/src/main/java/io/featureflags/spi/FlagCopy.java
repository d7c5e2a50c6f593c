package io.featureflags.spi;

import java.util.Collection;
import java.util.Map;

/**
 * Port: the local copy of the flags, which every flag check reads. A {@link FlagStore} keeps it current and calls it
 * from one thread at a time.
 */
public interface FlagCopy {

    /**
     * Returns the names whose values the copy needs. May be called from any thread.
     *
     * @return the names, in no particular order
     */
    Collection<String> names();

    /**
     * Returns whether a flag has a value in the copy, current or last known. May be called from any thread.
     *
     * @param name name of the flag
     * @return whether the copy has a value
     */
    boolean hasValue(String name);

    /**
     * Returns whether the store has a value of a flag, as far as the copy knows. May be called from any thread.
     *
     * @param name name of the flag
     * @return false for a flag whose value was lost, although the copy keeps it; the default is {@link #hasValue}
     */
    default boolean isPresent(String name) {
        return hasValue(name);
    }

    /**
     * Returns whether the copy needs the value of a flag. May be called from any thread.
     *
     * @param name name of the flag
     * @return whether {@link #names} has the name, which is the default
     */
    default boolean contains(String name) {
        return names().contains(name);
    }

    /**
     * Returns whether a value of a flag follows an absence, as far as the copy knows. May be called from any thread.
     *
     * @param name name of the flag
     * @return false if the copy {@linkplain #contains contains} the flag, or has dropped it; the default does not know of
     *     dropped flags
     */
    default boolean isNew(String name) {
        return !contains(name);
    }

    /**
     * Returns whether code or configuration mentions a flag. May be called from any thread.
     *
     * @param name name of the flag
     * @return false for a name that was only looked up, or is only in the store; the default is {@link #contains}
     */
    default boolean isDeclared(String name) {
        return contains(name);
    }

    /**
     * Reports that the store announced changes, before the flags are read again. The default does nothing.
     *
     * @param names names of the flags
     */
    default void changesAnnounced(Collection<String> names) {}

    /**
     * Applies a reading of the store. For the flags that it mentions, this ends the state of {@link #storeLost}.
     *
     * @param readings the readings by name of the flag; flags that are not mentioned are kept
     * @return names of the flags whose value was considered current and turned out to differ
     */
    Collection<String> update(Map<String, StoredValue> readings);

    /**
     * Marks flags as unreadable: their present values become last known values.
     *
     * @param names names of the flags
     */
    void storeLost(Collection<String> names);

    /**
     * Reports that the store discarded all of its data. For flags this is assumed to be an accident: a value that is
     * missing at the next reading is kept as the last known value, until another one is read.
     */
    void dataLost();
}
