package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.ErrorReply;
import io.featureflags.redis.connection.FailureText;
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
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Has changes recorded that went past this library: each value that is read for the first time, or is another one than
 * before, is compared with the record. What cannot be compared now is compared when it is read the next time.
 */
final class ExternalChanges {

    private static final Log logger = LogFactory.getLog(ExternalChanges.class);

    /** How many flags are compared before others get their turn on the thread. */
    private static final int AT_ONCE = 200;

    /** How many characters their values have, of which the answer brings twice as many. */
    private static final int LENGTH_AT_ONCE = 200_000;

    /** How many flags more than there are may be remembered. */
    private static final int SLACK = 1000;

    private final Consumer<Consumer<LedgerConnection>> thread;

    private final BiFunction<LedgerConnection, List<String>, List<String>> unrecorded;

    private final BiConsumer<LedgerConnection, String> recordChange;

    /** What was compared last of each flag. */
    private final Map<String, StoredValue> compared = new ConcurrentHashMap<>();

    private final Map<String, StoredValue> waiting = new ConcurrentHashMap<>();

    private final AtomicBoolean atWork = new AtomicBoolean();

    /** Flags that Redis refuses to compare, while it compares others. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private boolean failureSaid;

    /**
     * Creates it.
     *
     * @param thread runs what it is given later, with the connection
     * @param unrecorded those of some flags that are not what was recorded last; fails if Redis cannot be asked
     * @param recordChange records what a flag is now; fails if Redis cannot be asked
     */
    ExternalChanges(
            Consumer<Consumer<LedgerConnection>> thread,
            BiFunction<LedgerConnection, List<String>, List<String>> unrecorded,
            BiConsumer<LedgerConnection, String> recordChange) {
        this.thread = thread;
        this.unrecorded = unrecorded;
        this.recordChange = recordChange;
    }

    /**
     * Takes what was read. Returns at once.
     *
     * @param readings what was read
     * @param names all names whose values the copy wants
     */
    void read(Map<String, StoredValue> readings, Supplier<Collection<String>> names) {
        readings.forEach((name, value) -> {
            if (!(value instanceof StoredValue.Unreadable) && !value.equals(compared.get(name))) {
                waiting.put(name, value);
            }
        });
        if (compared.size() > names.get().size() + SLACK) {
            compared.keySet().retainAll(new HashSet<>(names.get()));
        }
        workLater();
    }

    private void workLater() {
        if (!waiting.isEmpty() && atWork.compareAndSet(false, true)) {
            thread.accept(this::work);
        }
    }

    private void work(LedgerConnection connection) {
        try {
            Map<String, StoredValue> some = some();
            Set<String> changed = new HashSet<>(unrecorded.apply(connection, List.copyOf(some.keySet())));
            some.forEach((name, value) -> {
                if (!changed.contains(name) || isRecorded(connection, name)) {
                    compared.put(name, value);
                    failureSaid = false;
                }
            });
        } catch (RuntimeException ex) {
            waiting.clear(); // The others would fail as well, and wait for it.
            if (!connection.isEnded()) {
                say(ex);
            }
        } finally {
            atWork.set(false);
            workLater();
        }
    }

    /** Fails if Redis could not be asked for any other flag either. */
    private boolean isRecorded(LedgerConnection connection, String name) {
        try {
            recordChange.accept(connection, name);
            refused.remove(name);
            return true;
        } catch (ErrorReply refusal) {
            if (!LedgerErrors.isOfOneFlag(refusal)) {
                throw refusal;
            }
            if (refused.add(name)) {
                logger.warn("Changes of feature flag '" + name + "' that go past this application are not recorded ("
                        + FailureText.of(refusal) + "). The flag itself is followed as always.");
            }
            return false;
        }
    }

    /** Takes some of those that wait, at least one. */
    private Map<String, StoredValue> some() {
        Map<String, StoredValue> some = new HashMap<>();
        int length = 0;
        Iterator<String> names = waiting.keySet().iterator();
        while (names.hasNext() && some.size() < AT_ONCE && length < LENGTH_AT_ONCE) {
            String name = names.next();
            StoredValue value = waiting.remove(name);
            if (value != null) {
                some.put(name, value);
                length += value instanceof StoredValue.Text text ? text.text().length() : 0;
            }
        }
        return some;
    }

    private void say(RuntimeException failure) {
        logger.debug("A change of a feature flag cannot be recorded", failure);
        if (!failureSaid) {
            failureSaid = true;
            logger.warn("Changes of feature flags that go past this application are not recorded for now ("
                    + FailureText.of(failure) + "). The flags themselves are followed as always.");
        }
    }
}
