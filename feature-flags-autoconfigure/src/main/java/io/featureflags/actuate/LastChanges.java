package io.featureflags.actuate;

import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the last change of each flag. An entry never changes, and the version of a flag is that of its last entry. So a
 * list reads only the entries of the flags that have changed since the last one, in place of one command for each flag.
 */
final class LastChanges {

    /** Maximum number of entries that are kept; those of further flags are read for each list. */
    private static final int MAX_KEPT = 10_000;

    private final FeatureFlagAdmin admin;

    private final Map<String, AuditEntry> read = new ConcurrentHashMap<>();

    LastChanges(FeatureFlagAdmin admin) {
        this.admin = admin;
    }

    /**
     * Returns the last change of a flag.
     *
     * @param state state in the store
     * @return the entry; null if there is none
     * @throws FlagStoreException if the store does not respond
     */
    @Nullable
    AuditEntry of(FlagState state) {
        if (state.version().equals(FlagState.NO_CHANGES)) {
            return null;
        }
        AuditEntry known = read.get(state.name());
        if (known != null && known.version().equals(state.version())) {
            return known;
        }
        List<AuditEntry> last = admin.history(state.name(), 1);
        if (last.isEmpty()) {
            return null;
        }
        if (known != null || read.size() < MAX_KEPT) {
            read.put(state.name(), last.get(0));
        }
        return last.get(0);
    }

    /** Forgets the flags that the store does not have any more. */
    void retain(Collection<String> names) {
        read.keySet().retainAll(names);
    }
}
