package io.featureflags.redis.sync;

import io.featureflags.spi.FlagCopy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the names that callers requested. {@link #add}, {@link #schedule} and {@link #completeWaiting} are for any
 * thread, the other methods for that of the sync.
 */
final class RequestedReads {

    private final RequestedNames requested = new RequestedNames();

    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** The batches that are being read. */
    private final List<RequestedNames.Batch> open = new ArrayList<>();

    /**
     * Adds names.
     *
     * @return a future that completes when they have been read, or cannot be
     */
    CompletableFuture<Void> add(Collection<String> names) {
        return requested.add(names).read();
    }

    /** Returns whether a caller has to schedule a reading; false if one is scheduled already. */
    boolean schedule() {
        return scheduled.compareAndSet(false, true);
    }

    /** Marks the scheduled reading as begun. */
    void unschedule() {
        scheduled.set(false);
    }

    /** Reads the waiting names, and all others if too many are waiting. */
    void readBy(SyncSession session, FlagCopy copy) {
        RequestedNames.Batch batch = requested.take();
        if (!batch.names().isEmpty()) {
            open.add(batch);
            session.read(batch.isFull() ? copy.names() : batch.names(), () -> {
                open.remove(batch);
                batch.read().complete(null);
            });
        }
    }

    /** Adds the waiting names to the reading of all flags, which contains them anyway. */
    void joinReadingOfAll() {
        open.add(requested.take());
    }

    /** Releases the callers whose names are being read. */
    void completeOpen() {
        for (RequestedNames.Batch batch : open) {
            batch.read().complete(null);
        }
        open.clear();
    }

    /** Releases the callers whose names are waiting. */
    void completeWaiting() {
        requested.take().read().complete(null);
    }
}
