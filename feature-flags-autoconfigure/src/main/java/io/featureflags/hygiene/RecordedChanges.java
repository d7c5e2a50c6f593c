package io.featureflags.hygiene;

import io.featureflags.AuditEntry;
import io.featureflags.FlagStoreException;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.LastChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Last changes by the audit entries of all instances. While the store does not respond, no last change is known, and
 * the store is called once a minute at most.
 */
public final class RecordedChanges implements LastChange {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final FlagLedger ledger;

    private final LongSupplier nanoTime;

    private final Instant start;

    /** The time of the last failure of the store, in nanoseconds; null after a response. */
    private final AtomicReference<@Nullable Long> failedAt = new AtomicReference<>();

    /**
     * Creates the view. A flag without an audit entry, or whose last one has no value, counts as changed now.
     *
     * @param ledger reads the audit entries
     * @param clock the clock, for the present time
     * @param nanoTime the ticker, in nanoseconds
     */
    public RecordedChanges(FlagLedger ledger, Clock clock, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.nanoTime = nanoTime;
        this.start = clock.instant();
    }

    @Override
    public @Nullable Instant of(String flag) {
        Long failed = failedAt.get();
        if (failed != null && nanoTime.getAsLong() - failed < PAUSE.toNanos()) {
            return null;
        }
        try {
            List<AuditEntry> last = ledger.history(flag, 1);
            failedAt.set(null);
            return last.isEmpty() ? start : sinceWhen(last.get(0));
        } catch (FlagStoreException ex) {
            failedAt.set(nanoTime.getAsLong());
            return null;
        }
    }

    /** Without a value, {@code application.yml} decides, which may have changed with this start. */
    private Instant sinceWhen(AuditEntry last) {
        return last.after() == null && last.at().isBefore(start) ? start : last.at();
    }
}
