package io.featureflags.admin;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagLedger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the origin of a change from the last entries of the flag's record. An instance may see a change before or after
 * others have followed it, so that each is looked for behind the one that was found before.
 */
public final class RecordedOrigin implements ChangeOrigin {

    /** How far behind the record an instance is expected to be. */
    private static final int LAST = 20;

    private final FlagLedger ledger;

    /** The version of the change that was found last, by flag. */
    private final Map<String, String> found = new ConcurrentHashMap<>();

    /**
     * Creates the origin.
     *
     * @param ledger has the record
     */
    public RecordedOrigin(FlagLedger ledger) {
        this.ledger = ledger;
    }

    /** A change that is not recorded yet went past this library. */
    @Override
    public ChangeSource of(FeatureFlagChangedEvent event) {
        if (event.source() != ChangeSource.EXTERNAL) {
            return event.source(); // A window, which no entry tells of.
        }
        AuditEntry oldest = null;
        for (AuditEntry entry : newEntries(event.flag())) {
            if (Objects.equals(entry.after(), event.after())) {
                oldest = entry;
            }
        }
        if (oldest == null) {
            return ChangeSource.EXTERNAL;
        }
        found.put(event.flag(), oldest.version());
        return oldest.source();
    }

    /** The newest first, down to the one that was found last. */
    private List<AuditEntry> newEntries(String flag) {
        String known = found.get(flag);
        return ledger.history(flag, LAST).stream()
                .takeWhile(entry -> !entry.version().equals(known))
                .toList();
    }
}
