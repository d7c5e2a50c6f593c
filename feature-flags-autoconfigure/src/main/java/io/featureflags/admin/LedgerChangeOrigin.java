package io.featureflags.admin;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagLedger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the origin of a change in the last entries of the flag's history. An instance may notice a change
 * before it is recorded, or after later ones were. So the search ends at the entry that was found last,
 * and the first one finds the newest entry.
 */
public final class LedgerChangeOrigin implements ChangeOrigin {

    /** Maximum number of changes that an instance is expected to be behind the history. */
    private static final int MAX_BEHIND = 20;

    private final FlagLedger ledger;

    /** Version of the entry that was found last, by flag. */
    private final Map<String, String> lastFound = new ConcurrentHashMap<>();

    /** Flags with changes since then that were known to be external, so that their entries were not searched for. */
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    /**
     * Creates the origin.
     *
     * @param ledger ledger with the histories
     */
    public LedgerChangeOrigin(FlagLedger ledger) {
        this.ledger = ledger;
    }

    /** Returns the source of the entry; {@code EXTERNAL} for a change that is not recorded yet. */
    @Override
    public ChangeSource of(FeatureFlagChangedEvent event) {
        if (event.source() != ChangeSource.EXTERNAL) {
            return event.source(); // The start or end of a window has no entry.
        }
        if (ledger.isExternal(event)) {
            passed.add(event.flag());
            return ChangeSource.EXTERNAL;
        }
        AuditEntry found = null;
        for (AuditEntry entry : newEntries(event.flag())) {
            if (Objects.equals(entry.after(), event.after())) {
                found = entry;
                if (!lastFound.containsKey(event.flag())) {
                    break; // The entries before it may be from before the start.
                }
            }
        }
        if (found == null) {
            return ChangeSource.EXTERNAL;
        }
        lastFound.put(event.flag(), found.version());
        passed.remove(event.flag());
        return found.source();
    }

    /** Returns the entries after the one that was found last, newest first. */
    private List<AuditEntry> newEntries(String flag) {
        String known = lastFound.get(flag);
        return ledger.history(flag, MAX_BEHIND).stream()
                .takeWhile(entry -> !entry.version().equals(known))
                .filter(entry -> entry.source() != ChangeSource.EXTERNAL || !passed.contains(flag))
                .toList();
    }
}
