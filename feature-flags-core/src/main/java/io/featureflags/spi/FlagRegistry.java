package io.featureflags.spi;

import io.featureflags.Flag;
import io.featureflags.FlagName;

/** Port: the flags by name. */
public interface FlagRegistry {

    /**
     * The handle of a flag. Never waits; a name met for the first time is asked from the store in the background.
     *
     * @param name name of the flag; one outside the grammar of {@link FlagName} gives a handle that is off
     * @return the handle
     */
    Flag flag(String name);

    /**
     * Makes a flag known that code refers to. For the start of an application: waits, within what is left of the
     * start-up wait, until the store has been asked for its value.
     *
     * @param name name of the flag
     * @param enabledByDefault answer when neither the store nor {@code application.yml} has one; of several, false wins
     * @return the handle
     * @throws IllegalArgumentException if the name is outside the grammar of {@link FlagName}
     */
    Flag register(String name, boolean enabledByDefault);
}
