package io.featureflags.admin;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeOrigin;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FlagLedger;
import java.util.List;
import java.util.Objects;

/** Knows the origin of a change from the last entries of the flag's record. */
public final class RecordedOrigin implements ChangeOrigin {

    /** Further ones may have been recorded since. */
    private static final int LAST = 10;

    private final FlagLedger ledger;

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
        List<AuditEntry> last = ledger.history(event.flag(), LAST);
        return last.stream()
                .filter(entry -> Objects.equals(entry.after(), event.after()))
                .map(AuditEntry::source)
                .findFirst()
                .orElse(ChangeSource.EXTERNAL);
    }
}
