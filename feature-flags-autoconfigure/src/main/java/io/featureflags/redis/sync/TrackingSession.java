package io.featureflags.redis.sync;

import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackedRecords;
import io.featureflags.redis.connection.TrackedServers;
import io.featureflags.redis.connection.TrackingListener;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A session in which Redis reports every change, and the reported flags are read again. No change can be missed.
 * Changes after the start of tracking are reported, and earlier ones are in the reading of all flags that follows. A
 * reply that is older than a report is discarded by {@link ReadOrder}.
 */
final class TrackingSession implements SyncSession, TrackingListener {

    /** Interval of checking that the servers answer: a connection to a frozen server looks healthy otherwise. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final ExpiringCopy copy;

    private final TrackedRecords records;

    private final SyncThread thread;

    private final RedisSettings settings;

    private final RedisSync sync;

    private final TrackedServers servers;

    private final FlagReader reader;

    private final ConfirmedReading confirmed;

    private final UnansweredFlags unanswered;

    private final ReadOrder order = new ReadOrder();

    private final ChangedFlags changedFlags;

    private final UnannouncedChanges unannounced = new UnannouncedChanges();

    private State state = State.READING_ALL;

    TrackingSession(
            FlagConnections connections,
            RedisSettings settings,
            ExpiringCopy copy,
            TrackedRecords records,
            SyncThread thread,
            RedisSync sync) {
        this.settings = settings;
        this.copy = copy;
        this.records = records;
        this.thread = thread;
        this.sync = sync;
        this.changedFlags = new ChangedFlags(this, copy, thread);
        try {
            this.servers = connections.track(records.prefixes(), this);
        } catch (RuntimeException ex) {
            state = State.CLOSED; // Reports that came before the failure are ignored.
            throw ex;
        }
        this.reader = new FlagReader(servers.commands(), settings, copy::hasValue);
        this.confirmed = new ConfirmedReading(reader, copy);
        this.unanswered = new UnansweredFlags(reader);
    }

    @Override
    public SyncMode mode() {
        return SyncMode.TRACKING;
    }

    @Override
    public void begin(boolean sizesFirst) {
        records.trackingBegan(servers);
        Collection<String> names = copy.names();
        send(names, sizesFirst ? reader::readSizesFirst : confirmed::read, changed -> {
            state = State.CURRENT;
            sync.current(this);
            readExpiries(names);
            thread.after(HEARTBEAT, this::heartbeat);
            // Random, since instances that started together must not reconcile in step.
            long first = ThreadLocalRandom.current()
                    .nextLong(settings.reconcileInterval().toNanos());
            thread.after(Duration.ofNanos(first), this::reconcile);
        });
    }

    @Override
    public void read(Collection<String> names, Runnable done) {
        send(names, confirmed::read, changed -> {
            Set<String> all = new HashSet<>(changed); // More than these, if all had to be read.
            all.addAll(names);
            readExpiries(all);
            done.run();
        });
    }

    @Override
    public void close() {
        state = State.CLOSED;
        records.trackingEnded();
        servers.close();
    }

    @Override
    public void keysChanged(Collection<String> keys) {
        onThread(() -> {
            records.keysChanged(keys);
            List<String> names = ChangedFlags.names(settings.keyPrefix(), keys);
            copy.changesAnnounced(names);
            order.changed(names);
            unannounced.announced(names);
            changedFlags.read(names);
        });
    }

    @Override
    public void dataFlushed() {
        onThread(() -> {
            if (state == State.CURRENT) { // Before, a starting server reports flushes of its past.
                copy.dataLost();
            }
            reader.setFlushReported(true);
            readAllAnew(changed -> {
                reader.setFlushReported(false);
                readExpiries(changed);
            });
        });
    }

    @Override
    public void serversChanged() {
        onThread(() -> readAllAnew(changed -> readExpiries(copy.names())));
    }

    @Override
    public void connectionLost(Throwable reason) {
        onThread(() -> sync.ended(this, reason));
    }

    /**
     * Reads all flags, and discards replies to earlier reads: they may come from a server that lost or moved the flag.
     */
    private void readAllAnew(Consumer<Collection<String>> then) {
        order.allChanged();
        unannounced.allAnnounced();
        send(copy.names(), reader::read, then);
    }

    /** Reads all flags: some changes are not reported, such as a SWAPDB. Differences are checked against reports. */
    private void reconcile() {
        if (state != State.CLOSED) {
            boolean idle = order.isIdle(); // While a read is open, its changes may have been reported just before.
            send(copy.names(), confirmed::read, changed -> {
                unannounced.expect(idle ? changed : Set.of());
                readExpiries(changed);
                thread.after(settings.reconcileInterval(), this::reconcile);
            });
        }
    }

    private void readExpiries(Collection<String> names) {
        var unused = copy.readExpiries(names, reader).whenComplete((done, failure) -> {
            if (failure != null) {
                onThread(() -> sync.ended(this, failure));
            }
        });
    }

    private void heartbeat() {
        if (state == State.CLOSED) {
            return;
        }
        Set<String> expected = unannounced.expected();
        var unused = servers.ping()
                .whenComplete((pong, failure) -> onThread(() -> {
                    if (failure != null) {
                        sync.ended(this, failure);
                        return;
                    }
                    unannounced.verify(expected);
                    sync.current(this);
                    unanswered.readWith(this);
                    thread.after(HEARTBEAT, this::heartbeat);
                }));
    }

    private void send(
            Collection<String> names,
            Function<Collection<String>, CompletableFuture<Map<String, StoredValue>>> reading,
            Consumer<Collection<String>> then) {
        long ticket = order.begin();
        var unused = reading.apply(names)
                .whenComplete((readings, failure) -> onThread(() -> {
                    if (failure != null) { // The next session reads all flags, so that no reported change is lost.
                        sync.ended(this, failure);
                    } else {
                        update(names, ticket, readings, then);
                    }
                }));
    }

    private void update(
            Collection<String> names,
            long ticket,
            Map<String, StoredValue> readings,
            Consumer<Collection<String>> then) {
        boolean outdated = order.isOutdated(ticket);
        Collection<String> changed = copy.update(order.end(ticket, readings));
        if (outdated) { // The copy has none of these readings, so that callers keep waiting for the names.
            read(names, () -> then.accept(List.of()));
            return;
        }
        Set<String> missing = unanswered.update(names, readings.keySet());
        if (!missing.isEmpty()) {
            copy.storeLost(missing);
        }
        then.accept(changed);
    }

    private void onThread(Runnable task) {
        thread.run(() -> {
            if (state != State.CLOSED) {
                task.run();
            }
        });
    }

    private enum State {
        READING_ALL,
        CURRENT,
        CLOSED
    }
}
