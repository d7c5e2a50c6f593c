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
import java.util.HashMap;
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

    private final SessionTasks tasks;

    private final RedisSettings settings;

    private final RedisSync sync;

    private final TrackedServers servers;

    private final FlagReader reader;

    private final ConfirmedReading confirmed;

    private final UnansweredFlags unanswered;

    private final ReadOrder order = new ReadOrder();

    private final ChangedFlags changedFlags;

    private final UnannouncedChanges unannounced = new UnannouncedChanges();

    /** Whether all flags have been read once. */
    private boolean current;

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
        this.sync = sync;
        // After a failure, the next session reads all flags, so that no reported change is lost.
        this.tasks = new SessionTasks(thread, failure -> sync.ended(this, failure));
        this.changedFlags = new ChangedFlags(this, copy, tasks);
        try {
            this.servers = connections.track(records.prefixes(), this);
        } catch (RuntimeException ex) {
            tasks.end(); // Reports that came before the failure are ignored.
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
        send(names, sizesFirst ? reader::readSizesFirst : confirmed::read, List.of(), changed -> {
            current = true;
            sync.current(this);
            readExpiries(names);
            tasks.after(HEARTBEAT, this::heartbeat);
            // Random, since instances that started together must not reconcile in step.
            long first = ThreadLocalRandom.current()
                    .nextLong(settings.reconcileInterval().toNanos());
            tasks.after(Duration.ofNanos(first), this::reconcile);
        });
    }

    @Override
    public void read(Collection<String> names, Runnable done) {
        // Usually a person has changed one flag, whose value and end are read in one exchange. The values of several
        // flags
        // may be read again, so that their ends are read afterwards.
        boolean few = names.size() < ConfirmedReading.SEVERAL;
        List<String> withEnds = few ? copy.withValue(names) : List.of();
        send(names, confirmed::read, withEnds, changed -> {
            Set<String> others = new HashSet<>(changed); // More than these names, if all had to be read.
            others.addAll(names);
            withEnds.forEach(others::remove);
            readExpiries(others);
            done.run();
        });
    }

    @Override
    public void close() {
        tasks.end();
        records.trackingEnded();
        servers.close();
    }

    @Override
    public void keysChanged(Collection<String> keys) {
        tasks.run(() -> {
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
        tasks.run(() -> {
            if (current) { // Before, a starting server reports flushes of its past.
                copy.dataLost();
            }
            reader.setFlushReported(true);
            readAllAnew(() -> reader.setFlushReported(false));
        });
    }

    @Override
    public void serversChanged() {
        tasks.run(() -> readAllAnew(() -> {}));
    }

    @Override
    public void connectionLost(Throwable reason) {
        tasks.run(() -> sync.ended(this, reason));
    }

    /**
     * Reads all flags, and discards replies to earlier reads: they may come from a server that lost or moved the flag.
     */
    private void readAllAnew(Runnable then) {
        order.allChanged();
        unannounced.allAnnounced();
        send(copy.names(), reader::read, List.of(), changed -> {
            then.run();
            readExpiries(copy.names());
        });
    }

    /** Reads all flags: some changes are not reported, such as a SWAPDB. Differences are checked against reports. */
    private void reconcile() {
        boolean idle = order.isIdle(); // While a read is open, its changes may have been reported just before.
        send(copy.names(), confirmed::read, List.of(), changed -> {
            unannounced.expect(idle ? changed : Set.of());
            readExpiries(changed);
            tasks.after(settings.reconcileInterval(), this::reconcile);
        });
    }

    private void readExpiries(Collection<String> names) {
        List<String> withValue = copy.withValue(names);
        if (!withValue.isEmpty()) {
            long ticket = order.begin();
            tasks.onReply(reader.readExpiries(withValue), ends -> copy.updateExpiries(order.end(ticket, ends)));
        }
    }

    private void heartbeat() {
        Set<String> expected = unannounced.expected();
        tasks.onReply(servers.ping(), pong -> {
            unannounced.verify(expected);
            sync.current(this);
            unanswered.readWith(this);
            tasks.after(HEARTBEAT, this::heartbeat);
        });
    }

    private void send(
            Collection<String> names,
            Function<Collection<String>, CompletableFuture<Map<String, StoredValue>>> reading,
            List<String> withEnds,
            Consumer<Collection<String>> then) {
        long ticket = order.begin();
        CompletableFuture<Map<String, StoredValue>> values = reading.apply(names);
        CompletableFuture<Map<String, Long>> expiries = reader.readExpiries(withEnds);
        tasks.onReply(
                CompletableFuture.allOf(values, expiries),
                done -> update(names, ticket, values.join(), expiries.join(), then));
    }

    private void update(
            Collection<String> names,
            long ticket,
            Map<String, StoredValue> readings,
            Map<String, Long> expiries,
            Consumer<Collection<String>> then) {
        Map<String, StoredValue> valid = order.end(ticket, readings);
        Collection<String> changed = copy.update(valid);
        if (order.isOutdated(ticket)) {
            // The copy has none of these readings, so that callers keep waiting for the names.
            read(names, () -> then.accept(List.of()));
            return;
        }
        Map<String, Long> ends = new HashMap<>(expiries);
        ends.keySet().retainAll(valid.keySet());
        copy.updateExpiries(ends);
        Set<String> missing = unanswered.update(names, readings.keySet());
        if (!missing.isEmpty()) {
            copy.storeLost(missing);
        }
        then.accept(changed);
    }
}
