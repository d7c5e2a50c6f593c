package io.featureflags.spi;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Port: the last known values of flags, kept outside of the process for a start while the store is away. No method
 * throws: what cannot be read or written is a warning.
 */
public interface FlagSnapshot {

    /**
     * The values that were kept last.
     *
     * @return the text of each value, by the flag's name; empty if nothing was kept or if it cannot be read
     */
    Map<String, String> load();

    /**
     * Keeps the values that there are now. Returns at once; of several calls in short order the last ones may be carried
     * out together.
     *
     * @param values gives the text of each value, by the flag's name; asked later and on another thread
     */
    void save(Supplier<Map<String, String>> values);

    /** Carries out what {@link #save} has left to do, and ends the thread for it; a later {@code save} begins anew. */
    void stop();
}
