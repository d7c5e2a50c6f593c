package io.featureflags.cache;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes readings of the store to the flags. In {@link #update}, a value goes this way:
 *
 * <ol>
 *   <li>The {@link DataLossGuard} checks all readings first, and keeps the flags that disappeared in a data loss.
 *   <li>Each {@link CachedFlag} accepts its reading and replaces its {@link Answering}: from here on, checks see it.
 *   <li>The snapshot saves the last known values.
 *   <li>The {@link DataLossGuard} logs a data loss, or its end.
 *   <li>Each change is followed up: its window is scheduled, flags that it requires are read, the listener is notified.
 * </ol>
 */
final class LocalCopy implements FlagCopy {

    private static final int MAX_ANNOUNCED = 10_000;

    private final CachePorts ports;

    private final KnownFlags known;

    private final UnknownNames unknown;

    private final DataLossGuard lossGuard;

    private final WindowScheduler windows;

    private final ForeignKeys foreign;

    /** The names without a flag whose change the store has announced, and which are read next: their value is new. */
    private final Set<String> announced = new HashSet<>();

    private final MisspeltNames misspelt;

    LocalCopy(
            CachePorts ports,
            KnownFlags known,
            UnknownNames unknown,
            DataLossGuard lossGuard,
            WindowScheduler windows,
            ForeignKeys foreign) {
        this.ports = ports;
        this.known = known;
        this.unknown = unknown;
        this.lossGuard = lossGuard;
        this.windows = windows;
        this.foreign = foreign;
        this.misspelt = new MisspeltNames(known, ports.store(), System::nanoTime);
    }

    @Override
    public Collection<String> names() {
        return known.names();
    }

    @Override
    public boolean contains(String name) {
        return known.contains(name);
    }

    @Override
    public boolean isNew(String name) {
        return known.isNew(name);
    }

    @Override
    public boolean isDeclared(String name) {
        CachedFlag flag = known.get(name);
        return flag != null && flag.isDeclared();
    }

    @Override
    public void changesAnnounced(Collection<String> names) {
        if (announced.size() > MAX_ANNOUNCED) {
            announced.clear(); // Their reading failed.
        }
        for (String name : names) {
            if (known.isNew(name)) {
                announced.add(name);
            }
        }
    }

    @Override
    public boolean hasValue(String name) {
        CachedFlag flag = known.get(name);
        return flag != null && flag.lastValue() != null;
    }

    @Override
    public boolean isPresent(String name) {
        CachedFlag flag = known.get(name);
        return flag != null && flag.isPresent();
    }

    @Override
    public Collection<String> update(Map<String, StoredValue> readings) {
        List<FlagChange> changes = new ArrayList<>();
        if (ports.store().canLoseValues()) {
            changes.addAll(lossGuard.keepLost(readings));
        }
        for (Map.Entry<String, StoredValue> reading : readings.entrySet()) {
            FlagChange change = accept(reading.getKey(), reading.getValue());
            if (change != null) {
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            ports.snapshot().save(this::lastTexts);
        }
        lossGuard.log(readings);
        List<String> wereCurrent = new ArrayList<>();
        for (FlagChange change : changes) {
            follow(change);
            if (change.wasCurrent()) {
                wereCurrent.add(change.flag());
            }
        }
        return wereCurrent;
    }

    private @Nullable FlagChange accept(String name, StoredValue reading) {
        CachedFlag flag = flagOf(name, reading);
        return flag == null ? null : flag.accept(reading, ports.store().whereIs(name));
    }

    /** A name without a value does not become a flag, since a caller may have made it up; nor does a foreign key. */
    private @Nullable CachedFlag flagOf(String name, StoredValue reading) {
        boolean isNew = announced.remove(name) && !contains(name);
        if (reading instanceof StoredValue.Text || reading instanceof StoredValue.NoText) {
            if (!contains(name)
                    && foreign.isForeign(name, reading, ports.store().whereIs(name))) {
                return null;
            }
            misspelt.check(name);
            CachedFlag flag = known.getOrCreate(name);
            if (isNew) {
                flag.rememberAbsence();
            }
            return flag;
        }
        CachedFlag flag = known.get(name);
        if (flag == null && reading instanceof StoredValue.Absent) {
            known.markAbsent(name);
        }
        return flag;
    }

    private void follow(FlagChange change) {
        follow(change.flag());
        if (change.wasKnown()) {
            ports.listener().changed(change.event());
        }
    }

    private void follow(String name) {
        CachedFlag flag = known.get(name);
        if (flag == null) { // It was dropped meanwhile.
            return;
        }
        windows.schedule(flag);
        InterpretedValue value = flag.lastValue();
        if (value != null) {
            unknown.loadRequired(value, flag.isDeclared());
        }
    }

    /** Returns the last values that are text, by the flag's name. */
    private Map<String, String> lastTexts() {
        Map<String, String> texts = new HashMap<>();
        known.all().forEach(flag -> {
            String text = flag.lastText();
            if (text != null) {
                texts.put(flag.name(), text);
            }
        });
        return texts;
    }

    /** Takes the values of the snapshot, before the store is started. */
    void restore() {
        for (Map.Entry<String, String> last : ports.snapshot().load().entrySet()) {
            String name = last.getKey();
            known.getOrCreate(name)
                    .restore(
                            new StoredValue.Text(last.getValue()),
                            "Snapshot of " + ports.store().whereIs(name));
        }
    }

    /** Follows up the values that were known before the store was started. */
    void followAll() {
        windows.start();
        for (String name : known.names()) {
            follow(name);
        }
    }

    @Override
    public void storeLost(Collection<String> names) {
        lossGuard.separate();
        for (String name : names) {
            CachedFlag flag = known.get(name);
            if (flag != null) {
                flag.markUnreadable();
            }
        }
    }

    @Override
    public void dataLost() {
        lossGuard.separate();
        known.all().forEach(CachedFlag::markAtRisk);
    }

    /** Ends the work that follows up changes, after the store has been stopped. All values are the last known ones. */
    void stop() {
        storeLost(known.names());
        windows.stop();
        ports.snapshot().stop();
    }
}
