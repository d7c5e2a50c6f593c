package io.featureflags.actuate;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagName;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.text.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * Rejects names of unknown flags: a typo must not become a flag. A flag is known if the code or application.yml mentions it,
 * or if the store has a value or a history of it. A name that is only requested at run time is unknown.
 *
 * @param catalog flags that this instance knows
 * @param admin admin that reads the store
 */
record KnownFlagCheck(FlagCatalog catalog, FeatureFlagAdmin admin) {

    /** Remedy for a write. */
    private static final String CREATE = " To create the flag, send \"create\": true.";

    /**
     * Checks a flag before it is shown or deleted.
     *
     * @throws UnknownFlagException if the flag is unknown
     * @throws FlagStoreException if this instance does not know the flag, and the store does not respond
     */
    void check(String name) {
        check(name, "");
    }

    /** Checks a flag before it is set, as {@link #check(String)}; the message names the way to create the flag. */
    void checkBeforeSet(String name) {
        check(name, CREATE);
    }

    private void check(String name, String remedy) {
        if (catalog.find(name) == null && (!FlagName.isValid(name) || !isKnown(admin.get(name)))) {
            throw unknown(name, remedy);
        }
    }

    /** Returns the state of a known flag in the store, as {@link #check(String)}. */
    FlagState stateOf(String name) {
        if (!FlagName.isValid(name)) {
            throw unknown(name, "");
        }
        FlagState state = admin.get(name);
        if (catalog.find(name) == null && !isKnown(state)) {
            throw unknown(name, "");
        }
        return state;
    }

    private static boolean isKnown(FlagState state) {
        return state.value() != null;
    }

    private UnknownFlagException unknown(String name, String remedy) {
        return new UnknownFlagException(name, nearest(name, !remedy.isEmpty()), remedy);
    }

    /**
     * Finds the nearest name. The flags of other services are read only before a write, and only if none of this instance is
     * near: the search visits all keys of Redis.
     */
    private @Nullable String nearest(String name, boolean isWrite) {
        String nearest = NearestName.find(
                name, catalog.all().stream().map(FlagFacts::name).toList());
        if (nearest != null || !isWrite || !FlagName.isValid(name)) {
            return nearest;
        }
        try {
            return NearestName.find(
                    name, admin.list().stream().map(FlagState::name).toList());
        } catch (FlagStoreException ex) {
            return null; // The store has just stopped responding.
        }
    }
}
