package io.featureflags.spi;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Port: the last known values of flags, persisted outside of the process for a start while the store is unavailable. No
 * method throws: failures to read or write are logged as warnings.
 */
public interface FlagSnapshot {

    /**
     * Loads the persisted values.
     *
     * @return the text of each value by name of the flag; empty if nothing was persisted or it cannot be read
     */
    Map<String, String> load();

    /**
     * Persists the present values. Returns immediately; calls in quick succession may be combined.
     *
     * @param values supplier of the text of each value by name of the flag; called later and on another thread
     */
    void save(Supplier<Map<String, String>> values);

    /** Completes pending calls of {@link #save} and ends its thread. A later {@code save} starts a new one. */
    void stop();
}
