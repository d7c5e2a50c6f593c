package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.ValueObserver;
import io.featureflags.text.LogLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The flags that code or configuration mentions, which are never removed, and those that have had a value in the store. */
final class KnownFlags {

    private final Map<String, FlagConfiguration> configured;

    private final ValueInterpreter interpreter;

    private final StartupLoader loader;

    private final Supplier<ConcurrentMap<String, Flag>> emptyMap;

    private final List<ValueObserver> observers;

    /** The flags of annotations and of {@code application.yml}, which are kept. */
    private final Map<String, CachedFlag> pinned = new ConcurrentHashMap<>();

    /**
     * The other flags that the store has had a value of, each a {@link CachedFlag}. The map may drop entries, so that names
     * that callers make up do not fill the memory. It is empty and shared before its first entry.
     */
    private volatile ConcurrentMap<String, Flag> others = new ConcurrentHashMap<>(0);

    /** The other names, each an {@link UnknownFlag}, in a map of their own: made-up names push out no last known value. */
    private volatile ConcurrentMap<String, Flag> unknown = others;

    private final ConcurrentMap<String, Flag> notCreated = others;

    /** The names of {@link #others}, also the dropped ones. */
    private final SeenNames seen = new SeenNames();

    /** The names of {@link #unknown}, also the dropped ones. */
    private final SeenNames requested = new SeenNames();

    /** Limits the warnings of all flags at run time together. */
    private final LogLimit limitAtRunTime = new LogLimit(System::nanoTime);

    /**
     * Creates the flags, without any.
     *
     * @param configured the flags of {@code application.yml}, by name
     * @param interpreter interprets the values
     * @param loader reads the values that the start waits for
     * @param emptyMap creates an empty map for the names of neither code nor configuration; called at
     *     the first such name with a value, and at the first one without
     * @param observers follow the values
     */
    KnownFlags(
            Map<String, FlagConfiguration> configured,
            ValueInterpreter interpreter,
            StartupLoader loader,
            Supplier<ConcurrentMap<String, Flag>> emptyMap,
            List<ValueObserver> observers) {
        this.configured = Map.copyOf(configured);
        this.interpreter = interpreter;
        this.loader = loader;
        this.emptyMap = emptyMap;
        this.observers = observers;
    }

    /** Returns the flag of an annotation or of {@code application.yml}. */
    @Nullable
    CachedFlag pinned(String name) {
        return pinned.get(name);
    }

    @Nullable
    CachedFlag get(String name) {
        CachedFlag flag = pinned.get(name);
        if (flag != null) {
            return flag;
        }
        return others.get(name) instanceof CachedFlag other ? other : null;
    }

    /** Returns whether there is a flag of a name, or the name was looked up without one. */
    boolean contains(String name) {
        return pinned.containsKey(name) || others.containsKey(name) || unknown.containsKey(name);
    }

    /** Returns whether there is no flag of a name, and never was, so that its first value follows an absence. */
    synchronized boolean isNew(String name) {
        return !contains(name) && !seen.mayContain(name);
    }

    /** Returns whether something in this application has mentioned a name, though it may be dropped by now. */
    synchronized boolean isMentioned(String name) {
        return contains(name) || requested.mayContain(name);
    }

    /** Returns the flag of a name, which is kept from now on. */
    synchronized CachedFlag pin(String name) {
        CachedFlag flag = pinned.get(name);
        if (flag == null) {
            flag = getOrNew(name);
            // In this order: the name is in one of the maps at each moment, so that no thread requests it again.
            pinned.put(name, flag);
            others.remove(name);
            unknown.remove(name);
        }
        return flag;
    }

    /** Returns the flag of a name, which is known from now on, until it is dropped if it is not pinned. */
    CachedFlag getOrCreate(String name) {
        CachedFlag flag = get(name);
        return flag != null ? flag : createOther(name);
    }

    @SuppressWarnings("ReferenceEquality") // That one map stands for none.
    private synchronized CachedFlag createOther(String name) {
        CachedFlag flag = pinned.get(name);
        if (flag == null) {
            flag = getOrNew(name);
            if (others == notCreated) {
                others = emptyMap.get();
            }
            others.put(name, flag);
            unknown.remove(name);
            seen.add(name);
        }
        return flag;
    }

    private CachedFlag getOrNew(String name) {
        if (others.get(name) instanceof CachedFlag flag) {
            return flag;
        }
        CachedFlag created = create(name);
        if (unknown.get(name) instanceof UnknownFlag former && former.absent()) {
            created.rememberAbsence();
        }
        return created;
    }

    /** Returns whether a name is new; keeps it without a flag then. */
    boolean addUnknown(UnknownFlag added) {
        return unknown.get(added.name()) == null && addIfNew(added);
    }

    @SuppressWarnings("ReferenceEquality") // That one map stands for none.
    private synchronized boolean addIfNew(UnknownFlag added) {
        if (get(added.name()) != null) {
            return false;
        }
        if (unknown == notCreated) {
            unknown = emptyMap.get();
        }
        requested.add(added.name());
        return unknown.putIfAbsent(added.name(), added) == null;
    }

    /** Records that the store has no value of a name without a flag. */
    void absent(String name) {
        unknown.computeIfPresent(name, (key, flag) -> flag instanceof UnknownFlag former ? former.asAbsent() : flag);
    }

    /** Creates a flag that stays unknown, to try a value on. */
    CachedFlag create(String name) {
        return new CachedFlag(name, configured.get(name), interpreter, loader, limitAtRunTime, observers);
    }

    Set<String> configuredNames() {
        return configured.keySet();
    }

    /** Returns all names, also those without a flag. */
    Set<String> names() {
        Set<String> names = new HashSet<>(pinned.keySet());
        names.addAll(others.keySet());
        names.addAll(unknown.keySet());
        return names;
    }

    Collection<CachedFlag> all() {
        List<CachedFlag> all = new ArrayList<>(pinned.values());
        others.forEach((name, flag) -> {
            if (flag instanceof CachedFlag other && !pinned.containsKey(name)) {
                all.add(other);
            }
        });
        return all;
    }

    /** Returns the flags without a value in some readings. */
    List<CachedFlag> absentIn(Map<String, StoredValue> readings) {
        return readings.entrySet().stream()
                .filter(reading -> reading.getValue() instanceof StoredValue.Absent)
                .map(reading -> get(reading.getKey()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns those of the flags without a value in some readings of which the store has no deletion on record. */
    List<CachedFlag> absentWithoutRecordIn(Map<String, StoredValue> readings) {
        return absentIn(readings).stream()
                .filter(flag -> new StoredValue.Absent().equals(readings.get(flag.name())))
                .toList();
    }

    /** Returns the last values that are text, by the flag's name. */
    Map<String, String> lastTexts() {
        Map<String, String> texts = new HashMap<>();
        all().forEach(flag -> {
            String text = flag.lastText();
            if (text != null) {
                texts.put(flag.name(), text);
            }
        });
        return texts;
    }
}
