package io.featureflags.redis;

import io.featureflags.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int AT_ONCE = 50;

    /** How many flags more than there are may be remembered. */
    private static final int SLACK = 1000;

    private final Consumer<Runnable> thread;

    private final Consumer<String> recordIfChanged;

    /** What was compared last of each flag. */
    private final Map<String, StoredValue> compared = new ConcurrentHashMap<>();

    private final Map<String, StoredValue> waiting = new ConcurrentHashMap<>();

    private final AtomicBoolean atWork = new AtomicBoolean();

    private boolean failureSaid;

    ExternalChanges(Consumer<Runnable> thread, Consumer<String> recordIfChanged) {
        this.thread = thread;
        this.recordIfChanged = recordIfChanged;
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

    /** Compares all anew when they are read the next time. */
    void forget() {
        waiting.clear();
        compared.clear();
        atWork.set(false); // What was to come goes with the thread.
    }

    private void workLater() {
        if (!waiting.isEmpty() && atWork.compareAndSet(false, true)) {
            thread.accept(this::work);
        }
    }

    private void work() {
        try {
            for (String name : some()) {
                StoredValue value = waiting.remove(name);
                if (value != null) {
                    recordIfChanged.accept(name);
                    compared.put(name, value);
                    failureSaid = false;
                }
            }
        } catch (RuntimeException ex) {
            waiting.clear(); // The others would fail as well, and wait for it.
            say(ex);
        } finally {
            atWork.set(false);
            workLater();
        }
    }

    private List<String> some() {
        Iterator<String> names = waiting.keySet().iterator();
        List<String> some = new ArrayList<>();
        while (names.hasNext() && some.size() < AT_ONCE) {
            some.add(names.next());
        }
        return some;
    }

    private void say(RuntimeException failure) {
        logger.debug("A change of a feature flag cannot be recorded", failure);
        if (!failureSaid) {
            failureSaid = true;
            logger.warn("Changes of feature flags that go past this application are not recorded for now ("
                    + SyncLog.describe(failure) + "). The flags themselves are followed as always.");
        }
    }
}
