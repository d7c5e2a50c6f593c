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
 * The changes that all instances have recorded. Nothing is known while the store does not answer, which is found out no more
 * than once a minute.
 */
public final class RecordedChanges implements LastChange {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final FlagLedger ledger;

    private final LongSupplier nanoTime;

    private final Instant start;

    /** When the store did not answer, in nanoseconds; null if it did. */
    private final AtomicReference<@Nullable Long> failedAt = new AtomicReference<>();

    /**
     * Begins now: a flag without a recorded change has not been changed since then for sure.
     *
     * @param ledger has the record
     * @param clock tells the time
     * @param nanoTime tells how much time has passed, in nanoseconds
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
            return last.isEmpty() ? start : last.get(0).at();
        } catch (FlagStoreException ex) {
            failedAt.set(nanoTime.getAsLong());
            return null;
        }
    }
}
