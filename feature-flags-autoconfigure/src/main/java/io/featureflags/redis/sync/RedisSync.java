package io.featureflags.redis.sync;

import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackedRecords;
import io.featureflags.redis.connection.TrackingRefusedException;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of the flags current, one {@link SyncSession} after the other, until it is stopped. A session opens a
 * connection, has a {@link FlagReader} read the flags, and updates the {@link FlagCopy} with the readings. After a
 * session ends, the next one begins after 10 to 20 ms; Redis counts as down only if that one fails, too.
 */
public final class RedisSync {

    /** Maximum time that a stop waits for the thread, before it closes the connections. */
    private static final Duration STOP_LIMIT = Duration.ofMillis(20);

    private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(20);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(500);

    private static final SyncStatus NOT_CONNECTED_YET = new SyncStatus(SyncMode.DOWN, "not connected yet", null);

    private final ExpiringCopy copy;

    private final Clock clock;

    private final SyncThread thread = new SyncThread(this::failed, this::closeAll);

    private final SyncSessions sessions;

    private final SyncLog log;

    private final BackOff backOff;

    private final TrackingRetry trackingRetry;

    private final RequestedReads requests = new RequestedReads();

    private @Nullable SyncSession session;

    private SyncPhase phase = SyncPhase.DISCONNECTED;

    private volatile SyncStatus status = NOT_CONNECTED_YET;

    /**
     * Creates the synchronization, and starts it on its own thread.
     *
     * @param connecting creates the connections
     * @param settings settings for reading flags
     * @param copy the copy to keep current
     * @param records what follows the records of changes
     * @param clock the clock for the age of the copy
     */
    public RedisSync(
            Supplier<FlagConnections> connecting,
            RedisSettings settings,
            FlagCopy copy,
            TrackedRecords records,
            Clock clock) {
        this.copy = new ExpiringCopy(copy, thread, this::readDue);
        this.clock = clock;
        this.sessions = new SyncSessions(connecting, settings, this.copy, records, thread, this);
        this.log = new SyncLog(clock);
        Random random = new Random();
        this.backOff = new BackOff(random, SHORTEST_BACK_OFF, LONGEST_BACK_OFF);
        this.trackingRetry = new TrackingRetry(thread, random, settings.reconcileInterval(), this::retryTracking);
        thread.run(this::open);
    }

    /**
     * Returns the current status.
     *
     * @return the status; {@link SyncMode#DOWN} until all flags have been read
     */
    public SyncStatus status() {
        return status;
    }

    /**
     * Reads names that the copy contains for the first time.
     *
     * @param names names of flags
     * @return a stage that completes when the copy has the readings, or when Redis does not answer
     */
    public CompletionStage<Void> load(Collection<String> names) {
        if (thread.isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> read = requests.add(names);
        if (requests.schedule()) {
            thread.run(this::readRequested);
        }
        // Callers do not wait during an outage. The names are kept nevertheless: a session may just have begun to read
        // all others.
        SyncStatus present = status;
        boolean down = present.mode() == SyncMode.DOWN && !present.equals(NOT_CONNECTED_YET);
        return down ? CompletableFuture.completedFuture(null) : read;
    }

    /**
     * Stops the synchronization. Threads and connections end at once or shortly after, whether or not Redis answers.
     */
    public void stop() {
        // At first without an interrupt: it would leak a connection that is just being opened.
        if (thread.stop(STOP_LIMIT)) {
            closeAll();
        } else {
            sessions.close();
            thread.interrupt();
        }
        requests.completeWaiting();
    }

    /** Opens the next session: all begins here, and after each failure again. */
    private void open() {
        if (session == null) {
            begin(sessions.open());
        }
    }

    private void begin(SyncSession opened) {
        session = opened;
        phase = phase.opened();
        requests.joinReadingOfAll(); // The copy contains all requested names by now.
        if (opened.mode() == SyncMode.POLLING) {
            trackingRetry.schedule();
        }
        opened.begin(phase.readsSizesFirst());
    }

    /** Handles the report of a session that all flags are current. */
    void current(SyncSession reporting) {
        if (!reporting.equals(session)) {
            return;
        }
        status = new SyncStatus(reporting.mode(), sessions.refusal(), clock.instant());
        if (phase != SyncPhase.CURRENT) {
            phase = phase.allRead();
            log.current(reporting.mode(), sessions.refusal());
            requests.completeOpen();
            readRequested();
        } else { // Only now: a session that ends at once, again and again, must not read all flags without a pause.
            backOff.reset();
            if (reporting.mode() == SyncMode.TRACKING) {
                trackingRetry.reset();
            }
        }
    }

    private void readRequested() {
        requests.unschedule();
        SyncSession open = session;
        if (open != null && phase == SyncPhase.CURRENT) {
            requests.readBy(open, copy);
        }
    }

    private void readDue(Set<String> names) {
        if (session != null && phase == SyncPhase.CURRENT) {
            session.read(names, () -> {});
        } else { // A last known value ends in time, too.
            copy.endWithoutReading(names);
        }
    }

    /** Handles the report of a session that it has ended. */
    void ended(SyncSession reporting, Throwable reason) {
        if (reporting.equals(session)) {
            failed(reason);
        }
    }

    private void failed(Throwable thrown) {
        try {
            handle(thrown);
        } finally { // Even if the handling fails, for example for lack of memory, there is a next attempt.
            thread.after(backOff.next(), this::open);
        }
    }

    private void handle(Throwable thrown) {
        Throwable reason =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        boolean wasCurrent = phase == SyncPhase.CURRENT;
        phase = phase.failed(reason);
        closeSession();
        if (reason instanceof TrackingRefusedException) {
            sessions.refuse(reason);
        } else {
            sessions.forget();
            if (!wasCurrent) {
                down(reason);
            }
        }
    }

    private void down(Throwable reason) {
        status = new SyncStatus(SyncMode.DOWN, FailureText.of(reason), status.currentAt());
        copy.storeLost(copy.names());
        log.down(reason);
        requests.joinReadingOfAll();
        requests.completeOpen();
    }

    /** Replaces a polling session by a tracking one if the server supports tracking by now. */
    private void retryTracking() {
        if (session == null || session.mode() == SyncMode.TRACKING) {
            return;
        }
        try {
            SyncSession tracking = sessions.track();
            closeSession();
            begin(tracking);
        } catch (TrackingRefusedException ex) {
            sessions.refuse(ex);
            trackingRetry.schedule();
        }
    }

    /** Runs after the last task, whose connection the stop could not close, or which was opened after the stop. */
    private void closeAll() {
        closeSession();
        sessions.close();
        requests.completeOpen();
    }

    private void closeSession() {
        SyncSession open = session;
        session = null;
        phase = phase.closed();
        if (open != null) {
            open.close();
        }
    }
}
