package io.featureflags;

import java.util.Collection;
import java.util.Map;

/** Port: the local copy of the flags, which a {@link FlagStore} keeps current and every check reads. */
public interface FlagCopy {

    /**
     * The names whose values the copy wants.
     *
     * @return the names, in no order
     */
    Collection<String> names();

    /**
     * Takes what a store has just read. Ends {@link #storeLost()}.
     *
     * @param readings what was found, by the flag's name; names that are not mentioned stay as they are
     */
    void update(Map<String, StoredValue> readings);

    /** The store cannot be reached: every value is from now on the last known one. */
    void storeLost();
}
