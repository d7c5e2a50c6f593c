package io.featureflags.redis.sync;

import io.featureflags.redis.connection.PolledConnection;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session that reads all flags once per interval. It blocks on each reading: its thread has no other work. Each
 * interval also reads when some keys expire, in turn: a new end alone does not change the value.
 */
final class PollingSession implements SyncSession {

    /** Number of keys per interval whose end is read though their value has not changed. */
    private static final int ENDS_PER_POLL = 50;

    private final PolledConnection connection;

    private final FlagReader reader;

    private final ConfirmedReading confirmed;

    private final ExpiringCopy copy;

    private final SyncThread thread;

    private final Duration interval;

    private final RedisSync sync;

    /** The flags that had a value at the last reading of all. */
    private Set<String> present = Set.of();

    /** Number of flags whose ends have been read in the present turn. */
    private int endsRead;

    private boolean closed;

    PollingSession(
            PolledConnection connection,
            FlagReader reader,
            ExpiringCopy copy,
            SyncThread thread,
            Duration interval,
            RedisSync sync) {
        this.connection = connection;
        this.reader = reader;
        this.confirmed = new ConfirmedReading(reader, copy);
        this.copy = copy;
        this.thread = thread;
        this.interval = interval;
        this.sync = sync;
    }

    @Override
    public SyncMode mode() {
        return SyncMode.POLLING;
    }

    @Override
    public void begin(boolean sizesFirst) {
        Collection<String> names = copy.names();
        update((sizesFirst ? reader.readSizesFirst(names) : confirmed.read(names)).join());
        // Random, since instances that started together must not poll in step.
        thread.after(Duration.ofNanos(ThreadLocalRandom.current().nextLong(interval.toNanos())), this::poll);
    }

    @Override
    public void read(Collection<String> names, Runnable done) {
        copy.update(confirmed.read(names).join());
        readExpiries(names);
        done.run();
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    private void poll() {
        if (!closed) {
            connection.ping(); // Detects an outage even if there is no flag to read.
            Map<String, StoredValue> readings = confirmed.read(copy.names()).join();
            int vanished = confirmed.vanished(readings).size();
            long had = copy.names().stream()
                    .filter(name -> copy.isPresent(name) && !isDeleted(readings.get(name)))
                    .count();
            if (vanished >= ConfirmedReading.SEVERAL
                    && vanished == had) { // A flush. What was absent before was deleted.
                copy.dataLost();
            }
            update(readings);
            thread.after(interval, this::poll);
        }
    }

    private static boolean isDeleted(@Nullable StoredValue reading) {
        return reading instanceof StoredValue.Absent absent && absent.deleted();
    }

    private void update(Map<String, StoredValue> readings) {
        Set<String> before = present;
        present = readings.entrySet().stream()
                .filter(reading -> !(reading.getValue() instanceof StoredValue.Absent))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> changed = new HashSet<>(present);
        changed.removeAll(before);
        changed.addAll(copy.update(readings));
        sync.current(this);
        changed.addAll(nextEnds());
        readExpiries(changed);
    }

    private void readExpiries(Collection<String> names) {
        copy.updateExpiries(reader.readExpiries(copy.withValue(names)).join());
    }

    private List<String> nextEnds() {
        List<String> names = List.copyOf(present);
        int from = endsRead < names.size() ? endsRead : 0;
        endsRead = Math.min(from + ENDS_PER_POLL, names.size());
        return names.subList(from, endsRead);
    }
}
