package io.featureflags.ofrep;

import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the flags that callers may evaluate by the beginnings of their names, and that only the store knows. The names are listed
 * at the start and after each outage of the store, which is looked for every 250 ms. The store announces new flags by itself.
 */
public final class ExposedNames implements SmartLifecycle {

    /** Starts after the local copy of the flags, and stops before it. */
    private static final int PHASE = 1001;

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final FlagListings listings;

    private final FlagStore store;

    private final @Nullable FlagLedger ledger;

    private volatile @Nullable Thread thread;

    /** Whether the names have to be listed. */
    private volatile boolean outdated = true;

    /**
     * Creates the object; {@link #start} lists the names.
     *
     * @param listings lists of the flags that callers may evaluate
     * @param store store of the flags
     * @param ledger lists the names in the store; null if the application has none
     */
    public ExposedNames(FlagListings listings, FlagStore store, @Nullable FlagLedger ledger) {
        this.listings = listings;
        this.store = store;
        this.ledger = ledger;
    }

    /** Lists the names before the first request, if the store is available. */
    @Override
    public void start() {
        if (thread == null && ledger != null && store.isRemote() && listings.haveBeginnings()) {
            load(ledger);
            Thread created = new Thread(() -> followOutages(ledger), "feature-flags-ofrep-names");
            created.setDaemon(true);
            thread = created;
            created.start();
        }
    }

    private void followOutages(FlagLedger names) {
        try {
            while (Thread.currentThread().equals(thread)) {
                Thread.sleep(INTERVAL.toMillis());
                load(names);
            }
        } catch (InterruptedException ex) {
            // Stopped.
        }
    }

    boolean isOutdated() {
        return outdated;
    }

    private void load(FlagLedger names) {
        if (store.status().mode() == SyncMode.DOWN) {
            outdated = true;
        } else if (outdated) {
            Set<String> found = names.names();
            if (found != null) {
                outdated = false;
                listings.load(found);
            }
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
