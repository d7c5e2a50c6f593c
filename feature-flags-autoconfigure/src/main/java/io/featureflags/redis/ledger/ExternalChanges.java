package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import io.featureflags.text.LogLimit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Records external changes, which other programs made without this library. Each value that is new or has changed since
 * it was last read is compared with the audit trail. A failed comparison is repeated at the next reading.
 */
final class ExternalChanges {

    private static final Log logger = LogFactory.getLog(ExternalChanges.class);

    /** Number of flags that one task compares, before other tasks get their turn on the thread. */
    static final int MAX_FLAGS = 200;

    /** Number of characters of their values; the reply has twice as many. */
    private static final int MAX_CHARACTERS = 200_000;

    /** Largest number of waiting flags, so that many new ones do not fill the memory; others wait for their next reading. */
    static final int MAX_WAITING = 20_000;

    private final LedgerWorker worker;

    private final LedgerCommands commands;

    private final AuditListener listener;

    private final LastReadings lastReadings;

    private final AwaitedRecords others;

    private final Map<String, StoredValue> waiting = new ConcurrentHashMap<>();

    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Flags whose audit trail Redis rejects, while it accepts others. */
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();

    private final LogLimit limit = new LogLimit(System::nanoTime);

    private boolean failureLogged;

    /**
     * Creates the comparison.
     *
     * @param worker the worker that runs the commands
     * @param commands the commands that compare and record
     * @param lastReadings what was read before, also before the ledger was stopped
     * @param delay the delays of taking over from another instance
     * @param listener the listener for each recorded entry
     */
    ExternalChanges(
            LedgerWorker worker,
            LedgerCommands commands,
            LastReadings lastReadings,
            TakeoverDelay delay,
            AuditListener listener) {
        this.worker = worker;
        this.commands = commands;
        this.lastReadings = lastReadings;
        this.listener = listener;
        this.others = new AwaitedRecords(worker, commands, lastReadings, delay, this::compareNow);
    }

    /** Returns the changes that another instance records. */
    AwaitedRecords others() {
        return others;
    }

    /**
     * Schedules the comparison of readings. Returns at once.
     *
     * @param readings the readings by name
     * @param copy the copy after it has applied them
     */
    void compareLater(Map<String, StoredValue> readings, FlagCopy copy) {
        Map<String, StoredValue> uncompared = lastReadings.add(readings, copy);
        compareNow(others.leave(readings, uncompared));
    }

    private void compareNow(Map<String, StoredValue> uncompared) {
        if (waiting.size() < MAX_WAITING) {
            waiting.putAll(uncompared);
        }
        schedule();
    }

    /** Prepares for the first readings of flags that are new in Redis. */
    void announced(Collection<String> names, FlagCopy copy) {
        lastReadings.addNew(names, copy);
        others.flagsReported(names);
    }

    /** Prepares for the first readings after a loss of data: each other value in them is new. */
    void dataLost(FlagCopy copy) {
        waiting.clear(); // All flags are read again.
        others.clear();
        lastReadings.dataLost(copy);
    }

    private void schedule() {
        if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
            worker.run(this::compare);
        }
    }

    private void compare(LedgerConnection connection) {
        try {
            int losses = lastReadings.losses();
            Map<String, StoredValue> batch = nextBatch();
            Map<String, LastReading> before = lastReadings.of(batch.keySet());
            Set<String> changed = new HashSet<>(
                    connection.callWithRetry(redis -> commands.unrecorded(RecordReads.on(redis), before)));
            before.forEach((name, last) -> {
                if (losses != lastReadings.losses()) {
                    return; // It was read before the loss, and is read again.
                }
                if (!changed.contains(name) || recordChange(connection, name, last)) {
                    lastReadings.compared(name, last, Objects.requireNonNull(batch.get(name)), losses);
                    failureLogged = false;
                }
            });
        } catch (RuntimeException ex) {
            waiting.clear(); // The others would fail as well, each after its own timeout.
            if (!connection.isEnded()) {
                log(ex);
            }
        } finally {
            scheduled.set(false);
            schedule();
        }
    }

    /**
     * Records the change of one flag.
     *
     * @return whether it is recorded; false if Redis rejects this flag only
     * @throws RuntimeException if the other flags would fail as well
     */
    private boolean recordChange(LedgerConnection connection, String name, LastReading last) {
        try {
            LedgerReply reply = connection.callWithRetry(redis -> commands.observe(redis, name, last.encoded()));
            reply.added().forEach(listener::recorded);
            rejected.remove(name);
            return true;
        } catch (ErrorReply reply) {
            if (!LedgerErrors.concernsOneFlag(reply)) {
                throw reply;
            }
            if (rejected.add(name)) {
                String warning = limit.limit(
                        name,
                        "External changes of feature flag '" + name + "' are not recorded ("
                                + FailureText.of(reply) + "). The flag's value stays current."
                                + " Correct the key or the permission, then the next change is recorded.");
                if (warning != null) {
                    logger.warn(warning);
                }
            }
            return false;
        }
    }

    /** Removes the next flags, at least one, from those that wait. */
    private Map<String, StoredValue> nextBatch() {
        Map<String, StoredValue> batch = new HashMap<>();
        int length = 0;
        Iterator<String> names = waiting.keySet().iterator();
        while (names.hasNext() && batch.size() < MAX_FLAGS && length < MAX_CHARACTERS) {
            String name = names.next();
            StoredValue value = waiting.remove(name);
            if (value != null) {
                batch.put(name, value);
                length += value instanceof StoredValue.Text text ? text.text().length() : 0;
            }
        }
        return batch;
    }

    private void log(RuntimeException failure) {
        logger.debug("External changes of feature flags cannot be recorded", failure);
        if (!failureLogged) {
            failureLogged = true;
            logger.warn("External changes of feature flags are not recorded at present (" + FailureText.of(failure)
                    + "). The values of flags stay current; changes are recorded when Redis accepts the commands.");
        }
    }
}
