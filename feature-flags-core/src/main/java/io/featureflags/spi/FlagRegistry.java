package io.featureflags.spi;

import io.featureflags.Flag;
import io.featureflags.FlagName;

/** Port: provides the handles of flags by name. */
public interface FlagRegistry {

    /**
     * Returns the handle of a flag. Never blocks; a name that is used for the first time is loaded from the store in
     * the background.
     *
     * @param name name of the flag; a name outside the grammar of {@link FlagName} yields a handle that is always off
     * @return the handle
     */
    Flag flag(String name);

    /**
     * Registers a flag that the code refers to. Intended for the start of an application: blocks until the value was
     * read from the store, or until the rest of the start-up wait has elapsed.
     *
     * @param name name of the flag
     * @param enabledByDefault answer if neither the store nor {@code application.yml} has one; false takes precedence
     *     if a flag is registered repeatedly
     * @return the handle
     * @throws IllegalArgumentException if the name is outside the grammar of {@link FlagName}
     */
    Flag register(String name, boolean enabledByDefault);
}
