package io.featureflags.redis.sync;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackingRefusedException;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of the flags current, one session after the other, until it is stopped. A session that Redis ends is
 * followed by another one at once; Redis counts as down only when that one fails, too.
 */
public final class RedisSync implements SyncSession.Supervisor {

    /** How long a stop waits for the thread, before it takes its connections away. */
    private static final Duration STOP = Duration.ofMillis(20);

    private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(20);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMillis(500);

    /** When a server that refused to tell of changes is asked again at first: what it said may have been an accident. */
    private static final Duration TRACK_AGAIN = Duration.ofSeconds(1);

    private final FlagCopy copy;

    private final Clock clock;

    private final SyncThread thread = new SyncThread(this::failed, this::closeAll);

    private final SyncSessions sessions;

    private final SyncLog log;

    private final BackOff backOff;

    private final BackOff trackAgainBackOff;

    private final RequestedNames asked = new RequestedNames();

    private final AtomicBoolean readingAsked = new AtomicBoolean();

    /** What is being read of that which was asked for. */
    private final List<RequestedNames.Batch> beingRead = new ArrayList<>();

    private @Nullable SyncSession session;

    /** Whether all flags have been current in the present session. */
    private boolean sessionCurrent;

    /** Whether the last session ended before all flags had been read. */
    private boolean careful;

    /** Whether {@link #trackAgain} is to come. */
    private boolean tracksAgain;

    private volatile SyncStatus status = new SyncStatus(SyncMode.DOWN, "not connected yet", null);

    /** Whether nothing is known yet, so that it is worth waiting for a value. */
    private volatile boolean undecided = true;

    public RedisSync(Supplier<FlagConnections> connecting, RedisSettings settings, FlagCopy copy, Clock clock) {
        this.copy = copy;
        this.clock = clock;
        this.sessions = new SyncSessions(connecting, settings, copy, thread, this);
        this.log = new SyncLog(clock);
        Random random = new Random();
        this.backOff = new BackOff(random, SHORTEST_BACK_OFF, LONGEST_BACK_OFF);
        Duration longest = settings.reconcileInterval();
        this.trackAgainBackOff =
                new BackOff(random, longest.compareTo(TRACK_AGAIN) < 0 ? longest : TRACK_AGAIN, longest);
        thread.run(this::open);
    }

    public SyncStatus status() {
        return status;
    }

    public CompletionStage<Void> load(Collection<String> names) {
        if (thread.isStopped()) {
            return CompletableFuture.completedFuture(null);
        }
        RequestedNames.Batch batch = asked.add(names);
        if (readingAsked.compareAndSet(false, true)) {
            thread.run(this::readAsked);
        }
        // Nobody waits for a Redis that is away. The names are kept all the same: a session may just have begun by
        // reading all others.
        return status.mode() == SyncMode.DOWN && !undecided ? CompletableFuture.completedFuture(null) : batch.read();
    }

    /** Ends it: threads and connections are gone, or go within a moment, whatever Redis does. */
    public void stop() {
        // Without an interrupt at first: a connection that is just coming about would be left to nobody.
        if (thread.stop(STOP)) {
            closeAll();
        } else {
            sessions.close();
            thread.interrupt();
        }
        asked.take().read().complete(null);
    }

    @Override
    public void current(SyncSession current) {
        if (!current.equals(session)) {
            return;
        }
        status = new SyncStatus(current.mode(), sessions.refusal(), clock.instant());
        if (!sessionCurrent) {
            sessionCurrent = true;
            careful = false;
            undecided = false;
            log.current(current.mode(), sessions.refusal());
            completeBeingRead();
            readAsked();
        } else { // It has lasted: one that is lost again and again at once must not read all flags without a pause.
            backOff.reset();
            if (current.mode() == SyncMode.TRACKING) {
                trackAgainBackOff.reset();
            }
        }
    }

    @Override
    public void ended(SyncSession ended, Throwable reason) {
        if (ended.equals(session)) {
            failed(reason);
        }
    }

    private void failed(Throwable thrown) {
        try {
            note(thrown);
        } finally { // Whatever goes wrong with that, out of memory among others: there is a next attempt.
            thread.after(backOff.next(), this::open);
        }
    }

    private void note(Throwable thrown) {
        Throwable reason =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        boolean wasCurrent = sessionCurrent;
        // An answer that says no is no value that is too large to come.
        careful = session != null && !wasCurrent && !(reason instanceof ErrorReply);
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
        undecided = false;
        status = new SyncStatus(SyncMode.DOWN, FailureText.of(reason), status.currentAt());
        copy.storeLost(copy.names());
        log.down(reason);
        beingRead.add(asked.take());
        completeBeingRead();
    }

    private void open() {
        if (session == null) {
            begin(sessions.open());
        }
    }

    private void begin(SyncSession opened) {
        session = opened;
        beingRead.add(asked.take()); // All that was asked for is among the names of the copy by now.
        if (opened.mode() == SyncMode.POLLING && !tracksAgain) {
            trackAgainLater();
        }
        opened.begin(careful);
    }

    /** The server may have learnt to tell of changes since it was asked. */
    private void trackAgain() {
        tracksAgain = false;
        if (session == null || session.mode() == SyncMode.TRACKING) {
            return;
        }
        try {
            SyncSession tracking = sessions.track();
            closeSession();
            begin(tracking);
        } catch (TrackingRefusedException ex) {
            sessions.refuse(ex);
            trackAgainLater();
        }
    }

    private void trackAgainLater() {
        tracksAgain = true;
        thread.after(trackAgainBackOff.next(), this::trackAgain);
    }

    /** After the last task: what it was busy with could not be closed by the stop, or was not there yet. */
    private void closeAll() {
        closeSession();
        sessions.close();
        completeBeingRead();
    }

    private void closeSession() {
        SyncSession open = session;
        session = null;
        sessionCurrent = false;
        if (open != null) {
            open.close();
        }
    }

    private void readAsked() {
        readingAsked.set(false);
        SyncSession open = session;
        if (open != null && sessionCurrent) {
            RequestedNames.Batch batch = asked.take();
            if (!batch.names().isEmpty()) {
                beingRead.add(batch);
                open.read(batch.names(), () -> {
                    beingRead.remove(batch);
                    batch.read().complete(null);
                });
            }
        }
    }

    private void completeBeingRead() {
        beingRead.forEach(batch -> batch.read().complete(null));
        beingRead.clear();
    }
}
