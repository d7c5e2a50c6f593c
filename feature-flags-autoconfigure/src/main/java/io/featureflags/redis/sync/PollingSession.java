package io.featureflags.redis.sync;

import io.featureflags.redis.connection.PolledConnection;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** All flags are read again once per interval. Reading waits for the answer: the thread has nothing else to do. */
final class PollingSession implements SyncSession {

    /** As many vanish at once by a loss of data, or by somebody who deletes much. */
    private static final int SEVERAL = 3;

    /** How often all is read again at once, at most: there may be somebody who never stops deleting. */
    private static final int MOST_AGAIN = 5;

    private final PolledConnection connection;

    private final FlagReader reader;

    private final FlagCopy copy;

    private final SyncThread thread;

    private final Duration interval;

    private final Supervisor supervisor;

    /** What had a value when all was last read. */
    private Set<String> present = Set.of();

    private boolean closed;

    PollingSession(
            PolledConnection connection,
            FlagReader reader,
            FlagCopy copy,
            SyncThread thread,
            Duration interval,
            Supervisor supervisor) {
        this.connection = connection;
        this.reader = reader;
        this.copy = copy;
        this.thread = thread;
        this.interval = interval;
        this.supervisor = supervisor;
    }

    @Override
    public SyncMode mode() {
        return SyncMode.POLLING;
    }

    @Override
    public void begin(boolean careful) {
        Collection<String> names = copy.names();
        take((careful ? reader.readWithCare(names) : reader.read(names)).join());
        // Instances that were started together must not read in step for ever.
        thread.after(Duration.ofNanos(ThreadLocalRandom.current().nextLong(interval.toNanos())), this::poll);
    }

    @Override
    public void read(Collection<String> names, Runnable done) {
        copy.update(reader.read(names).join());
        done.run();
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
    }

    private void poll() {
        if (!closed) {
            connection.ping(); // There may be nothing to read, and it is still worth knowing whether Redis is there.
            take(readAll());
            thread.after(interval, this::poll);
        }
    }

    /**
     * Reads all flags. Many take several commands; if Redis loses its data between two of them, what is read before still
     * has its values, and the others seem to be deleted. So several that vanish have to be found so twice.
     */
    private Map<String, StoredValue> readAll() {
        Map<String, StoredValue> readings = reader.read(copy.names()).join();
        Set<String> vanished = vanished(readings);
        for (int again = 0; again < MOST_AGAIN && vanished.size() >= SEVERAL; again++) {
            Set<String> before = vanished;
            readings = reader.read(copy.names()).join();
            vanished = vanished(readings);
            if (vanished.equals(before)) {
                break;
            }
        }
        return readings;
    }

    private Set<String> vanished(Map<String, StoredValue> readings) {
        return present.stream()
                .filter(name -> readings.get(name) instanceof StoredValue.Absent)
                .collect(Collectors.toSet());
    }

    private void take(Map<String, StoredValue> readings) {
        present = readings.entrySet().stream()
                .filter(reading -> !(reading.getValue() instanceof StoredValue.Absent))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        copy.update(readings);
        supervisor.current(this);
    }
}
