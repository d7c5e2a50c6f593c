package io.featureflags.spi;

import java.util.Collection;
import java.util.Map;

/**
 * Port: the local copy of the flags, which a {@link FlagStore} keeps current and every check reads. A store calls it from
 * one thread at a time.
 */
public interface FlagCopy {

    /**
     * The names whose values the copy wants.
     *
     * @return the names, in no order
     */
    Collection<String> names();

    /**
     * Whether a flag has a value in the copy, be it the last known one. From any thread.
     *
     * @param name name of the flag
     * @return whether it has one
     */
    boolean hasValue(String name);

    /**
     * Takes what a store has just read. Ends {@link #storeLost} for the names that are mentioned.
     *
     * @param readings what was found, by the flag's name; names that are not mentioned stay as they are
     * @return the names of flags whose value was known to be current, and has turned out to be another one
     */
    Collection<String> update(Map<String, StoredValue> readings);

    /**
     * Flags cannot be read: their values are from now on the last known ones.
     *
     * @param names names of the flags
     */
    void storeLost(Collection<String> names);

    /**
     * The store has said that it threw away all of its data. Nobody means that for flags: what turns out to be gone at the
     * next reading keeps its last known value, until another one is read.
     */
    void dataLost();
}
