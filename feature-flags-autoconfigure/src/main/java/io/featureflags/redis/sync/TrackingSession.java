package io.featureflags.redis.sync;

import io.featureflags.FlagName;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackedServers;
import io.featureflags.spi.FlagCopy;
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

/**
 * Redis tells of every change, and the flags that it names are read again. Why none can be missed: each change after the
 * tracking was switched on is told, each one before it is in the reading of all flags that follows, and an answer that is
 * older than what was told is not taken ({@link ReadOrder}).
 */
final class TrackingSession implements SyncSession, TrackedServers.Listener {

    /** How often the servers are asked for a sign of life: a connection to a frozen one looks well otherwise. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private final FlagCopy copy;

    private final SyncThread thread;

    private final RedisSettings settings;

    private final Supervisor supervisor;

    private final TrackedServers servers;

    private final FlagReader reader;

    private final UnansweredFlags unread;

    private final ReadOrder order = new ReadOrder();

    /** What was told of and is not read yet; one reading is on its way at a time, so that bursts come together. */
    private Set<String> told = new HashSet<>();

    private boolean readingTold;

    private final UnannouncedChanges untold = new UnannouncedChanges();

    /** Whether all flags have been read. */
    private boolean begun;

    private boolean closed;

    TrackingSession(
            FlagConnections connections,
            RedisSettings settings,
            FlagCopy copy,
            SyncThread thread,
            Supervisor supervisor) {
        this.settings = settings;
        this.copy = copy;
        this.thread = thread;
        this.supervisor = supervisor;
        try {
            this.servers = connections.track(settings.keyPrefix(), this);
        } catch (RuntimeException ex) {
            closed = true; // What was told by then concerns nobody.
            throw ex;
        }
        this.reader = new FlagReader(servers.commands(), settings, copy::hasValue);
        this.unread = new UnansweredFlags(reader);
    }

    @Override
    public SyncMode mode() {
        return SyncMode.TRACKING;
    }

    @Override
    public void begin(boolean careful) {
        Collection<String> names = copy.names();
        send(names, careful ? reader.readWithCare(names) : reader.read(names), changed -> {
            begun = true;
            supervisor.current(this);
            thread.after(HEARTBEAT, this::heartbeat);
            // Instances that were started together must not read all in step for ever.
            long first = ThreadLocalRandom.current()
                    .nextLong(settings.reconcileInterval().toNanos());
            thread.after(Duration.ofNanos(first), this::reconcile);
        });
    }

    @Override
    public void read(Collection<String> names, Runnable done) {
        send(names, reader.read(names), changed -> done.run());
    }

    @Override
    public void close() {
        closed = true;
        servers.close();
    }

    @Override
    public void changed(Collection<String> keys) {
        onThread(() -> {
            List<String> names = keys.stream()
                    .filter(key -> key.startsWith(settings.keyPrefix()))
                    .map(key -> key.substring(settings.keyPrefix().length()))
                    .filter(FlagName::isValid)
                    .toList();
            order.changed(names);
            untold.told(names);
            told.addAll(names);
            readTold();
        });
    }

    @Override
    public void flushed() {
        onThread(() -> {
            order.flushed();
            untold.toldOfAll();
            if (begun) { // A server that starts tells of the flushes of its past, too, and answers no reading by then.
                copy.dataLost();
            }
            readAll(changed -> {});
        });
    }

    @Override
    public void serversChanged() {
        onThread(() -> {
            order.flushed(); // What is being read may come from a server that the flag has left.
            untold.toldOfAll();
            readAll(changed -> {});
        });
    }

    @Override
    public void failed(Throwable reason) {
        onThread(() -> supervisor.ended(this, reason));
    }

    private void readTold() {
        if (!readingTold && !told.isEmpty()) {
            Set<String> names = told;
            told = new HashSet<>();
            readingTold = true;
            read(names, () -> {
                readingTold = false;
                readTold();
            });
        }
    }

    private void readAll(Consumer<Collection<String>> then) {
        Collection<String> names = copy.names();
        send(names, reader.read(names), then);
    }

    /** Reads all again: not everything is told of, such as a SWAPDB. What is found is held against what is told. */
    private void reconcile() {
        if (!closed) {
            // While something is being read, a change may have been told of just before.
            readAll(order.isIdle() ? untold::found : changed -> {});
            thread.after(settings.reconcileInterval(), this::reconcile);
        }
    }

    private void heartbeat() {
        if (closed) {
            return;
        }
        Set<String> suspects = untold.suspects();
        var unused = servers.ping()
                .whenComplete((pong, failure) -> onThread(() -> {
                    if (failure != null) {
                        supervisor.ended(this, failure);
                    } else {
                        untold.trust(suspects);
                        alive();
                    }
                }));
    }

    private void alive() {
        supervisor.current(this);
        readUnread();
        thread.after(HEARTBEAT, this::heartbeat);
    }

    private void readUnread() {
        Set<String> some = unread.some();
        if (!some.isEmpty()) {
            read(some, () -> {
                Set<String> still = unread.all();
                if (!still.isEmpty() && !still.containsAll(some)) {
                    read(still, () -> {});
                }
            });
        }
    }

    private void send(
            Collection<String> names,
            CompletableFuture<Map<String, StoredValue>> reading,
            Consumer<Collection<String>> then) {
        long ticket = order.begin();
        var unused = reading.whenComplete((readings, failure) -> onThread(() -> {
            if (failure != null) { // What was told of and could not be read must not get lost: all is read anew.
                supervisor.ended(this, failure);
            } else {
                take(names, ticket, readings, then);
            }
        }));
    }

    private void take(
            Collection<String> names,
            long ticket,
            Map<String, StoredValue> readings,
            Consumer<Collection<String>> then) {
        boolean outdated = order.isOutdated(ticket);
        Collection<String> changed = copy.update(order.end(ticket, readings));
        if (outdated) { // Nothing was taken, and whoever waits for these names must not be told that they were read.
            send(names, reader.read(names), unknown -> then.accept(List.of()));
            return;
        }
        Set<String> missing = unread.note(names, readings.keySet());
        if (!missing.isEmpty()) {
            copy.storeLost(missing);
        }
        then.accept(changed);
    }

    private void onThread(Runnable task) {
        thread.run(() -> {
            if (!closed) {
                task.run();
            }
        });
    }
}
