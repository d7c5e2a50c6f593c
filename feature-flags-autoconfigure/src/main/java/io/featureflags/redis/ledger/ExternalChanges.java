package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Records external changes, which other programs made without this library. Each value that is new or has changed since
 * it was last read is compared with the audit trail. A failed comparison is repeated at the next reading.
 */
final class ExternalChanges {

    private static final Log logger = LogFactory.getLog(ExternalChanges.class);

    /** Number of flags that one task compares, before other tasks get their turn on the thread. */
    private static final int MAX_FLAGS = 200;

    /** Number of characters of their values; the reply has twice as many. */
    private static final int MAX_CHARACTERS = 200_000;

    /** Number of remembered flags that no longer exist, before they are removed. */
    private static final int SLACK = 1000;

    /** Largest number of waiting flags, so that many new ones do not fill the memory; others wait for their next reading. */
    private static final int MAX_WAITING = 20_000;

    private final LedgerWorker worker;

    private final LedgerCommands commands;

    private final AuditListener listener;

    /** The last compared value of each flag. */
    private final Map<String, StoredValue> compared = new ConcurrentHashMap<>();

    private final Map<String, StoredValue> waiting = new ConcurrentHashMap<>();

    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Flags whose audit trail Redis rejects, while it accepts others. */
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();

    private boolean failureLogged;

    /**
     * Creates the comparison.
     *
     * @param worker the worker that runs the commands
     * @param commands the commands that compare and record
     * @param listener the listener for each recorded entry
     */
    ExternalChanges(LedgerWorker worker, LedgerCommands commands, AuditListener listener) {
        this.worker = worker;
        this.commands = commands;
        this.listener = listener;
    }

    /**
     * Schedules the comparison of readings. Returns at once.
     *
     * @param readings the readings by name
     * @param names the names of all flags in the copy
     */
    void compareLater(Map<String, StoredValue> readings, Supplier<Collection<String>> names) {
        readings.forEach((name, value) -> {
            if (!(value instanceof StoredValue.Unreadable)
                    && !value.equals(compared.get(name))
                    && waiting.size() < MAX_WAITING) {
                waiting.put(name, value);
            }
        });
        if (compared.size() > names.get().size() + SLACK) {
            compared.keySet().retainAll(new HashSet<>(names.get()));
        }
        schedule();
    }

    private void schedule() {
        if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
            worker.run(this::compare);
        }
    }

    private void compare(LedgerConnection connection) {
        try {
            Map<String, StoredValue> batch = nextBatch();
            List<String> names = List.copyOf(batch.keySet());
            Set<String> changed = new HashSet<>(connection.callWithRetry(redis -> commands.unrecorded(redis, names)));
            batch.forEach((name, value) -> {
                if (!changed.contains(name) || recordChange(connection, name)) {
                    compared.put(name, value);
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
    private boolean recordChange(LedgerConnection connection, String name) {
        try {
            LedgerReply reply = connection.callWithRetry(redis -> commands.observe(redis, name));
            reply.added().forEach(listener::recorded);
            rejected.remove(name);
            return true;
        } catch (ErrorReply reply) {
            if (!LedgerErrors.concernsOneFlag(reply)) {
                throw reply;
            }
            if (rejected.add(name)) {
                logger.warn("External changes of feature flag '" + name + "' are not recorded ("
                        + FailureText.of(reply) + "). The flag's value stays current."
                        + " Correct the key or the permission, then the next change is recorded.");
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
