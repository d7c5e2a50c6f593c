package io.featureflags.redis;

import io.featureflags.FlagCopy;
import io.featureflags.StoredValue;
import io.featureflags.SyncMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** All flags are read again once per interval. Reading waits for the answer: the thread has nothing else to do. */
final class PollingSession implements SyncSession {

    private final PolledConnection connection;

    private final FlagReader reader;

    private final FlagCopy copy;

    private final SyncThread thread;

    private final Duration interval;

    private final Supervisor supervisor;

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
            take(reader.read(copy.names()).join());
            thread.after(interval, this::poll);
        }
    }

    private void take(Map<String, StoredValue> readings) {
        copy.update(readings);
        supervisor.current(this);
    }
}
