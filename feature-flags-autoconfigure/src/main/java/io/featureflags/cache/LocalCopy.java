package io.featureflags.cache;

import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the store has told of the flags, and what follows from it: snapshot, windows, required flags, events. */
final class LocalCopy implements FlagCopy {

    private final KnownFlags known;

    private final UnknownNames unknown;

    private final FlagStore store;

    private final FlagSnapshot snapshot;

    private final DataLossGuard lossGuard;

    private final WindowWatch windows;

    private final FlagChangeListener listener;

    LocalCopy(
            KnownFlags known,
            UnknownNames unknown,
            FlagStore store,
            FlagSnapshot snapshot,
            DataLossGuard lossGuard,
            WindowWatch windows,
            FlagChangeListener listener) {
        this.known = known;
        this.unknown = unknown;
        this.store = store;
        this.snapshot = snapshot;
        this.lossGuard = lossGuard;
        this.windows = windows;
        this.listener = listener;
    }

    /** The flag of a name, which is known from now on. */
    CachedFlag know(String name) {
        CachedFlag flag = known.know(name);
        // In this order: at each moment one of the two has it, so that nobody asks again.
        if (unknown.remove(name)) {
            flag.absent();
        }
        return flag;
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new HashSet<>(known.names());
        names.addAll(unknown.all());
        return names;
    }

    @Override
    public boolean hasValue(String name) {
        CachedFlag flag = known.get(name);
        return flag != null && flag.lastValue() != null;
    }

    @Override
    public Collection<String> update(Map<String, StoredValue> readings) {
        List<FlagChange> changes = new ArrayList<>();
        if (store.canLoseValues()) {
            changes.addAll(lossGuard.before(readings));
        }
        readings.forEach((name, reading) -> {
            CachedFlag flag = affected(name, reading);
            FlagChange change = flag == null ? null : flag.accept(reading, store.whereIs(name));
            if (change != null) {
                changes.add(change);
            }
        });
        if (!changes.isEmpty()) {
            snapshot.save(known::lastTexts);
        }
        lossGuard.after(readings);
        changes.forEach(this::follow);
        return changes.stream()
                .filter(FlagChange::wasCurrent)
                .map(FlagChange::flag)
                .toList();
    }

    /** What does not surely exist, and may be a name that a caller made up, is not kept. */
    private @Nullable CachedFlag affected(String name, StoredValue reading) {
        if (reading instanceof StoredValue.Text || reading instanceof StoredValue.NoText) {
            return know(name);
        }
        CachedFlag flag = known.get(name);
        if (flag == null && reading instanceof StoredValue.Absent) {
            unknown.absent(name);
        }
        return flag;
    }

    private void follow(FlagChange change) {
        follow(change.flag());
        if (change.wasKnown()) {
            listener.changed(change.event());
        }
    }

    private void follow(String name) {
        CachedFlag flag = know(name);
        windows.watch(flag);
        LastValue value = flag.lastValue();
        if (value != null) {
            unknown.meetRequired(value);
        }
    }

    /** Takes what was known in another life of the application; for the time before the store is started. */
    void restore() {
        snapshot.load()
                .forEach((name, text) ->
                        know(name).restore(new StoredValue.Text(text), "Snapshot of " + store.whereIs(name)));
    }

    /** Has the flags read that values require which were known before the store was started. */
    void followAll() {
        windows.start();
        List.copyOf(known.names()).forEach(this::follow);
    }

    @Override
    public void storeLost(Collection<String> names) {
        names.stream().map(known::get).filter(Objects::nonNull).forEach(CachedFlag::keep);
    }

    @Override
    public void dataLost() {
        lossGuard.all();
    }

    /** After the store has been stopped: all values are the last known ones. */
    void stop() {
        storeLost(known.names());
        windows.stop();
        snapshot.stop();
    }
}
