package io.featureflags.testing;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store in memory, for tests of what lies above a store: what is set here is in the copy at once. */
public final class SettableStore implements FlagStore {

    private final Map<String, StoredValue> values = new ConcurrentHashMap<>();

    private final List<String> loaded = new CopyOnWriteArrayList<>();

    private volatile @Nullable FlagCopy copy;

    public void set(String name, String text) {
        put(Map.of(name, new StoredValue.Text(text)));
    }

    public void delete(String... names) {
        Map<String, StoredValue> readings = new HashMap<>();
        for (String name : names) {
            readings.put(name, new StoredValue.Absent());
        }
        put(readings);
    }

    public void put(Map<String, StoredValue> readings) {
        values.putAll(readings);
        FlagCopy started = copy;
        if (started != null) {
            started.update(readings);
        }
    }

    /** The names that were asked for, in order. */
    public List<String> loaded() {
        return new ArrayList<>(loaded);
    }

    @Override
    public void start(FlagCopy started) {
        copy = started;
    }

    @Override
    public CompletionStage<Void> load(Collection<String> names) {
        loaded.addAll(names);
        FlagCopy started = copy;
        if (started != null) {
            Map<String, StoredValue> readings = new HashMap<>();
            names.forEach(name -> readings.put(name, values.getOrDefault(name, new StoredValue.Absent())));
            started.update(readings);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String whereIs(String name) {
        return "Test value of " + name;
    }

    @Override
    public SyncStatus status() {
        return new SyncStatus(copy == null ? SyncMode.DOWN : SyncMode.TRACKING, null, null);
    }

    @Override
    public void stop() {
        copy = null;
    }
}
