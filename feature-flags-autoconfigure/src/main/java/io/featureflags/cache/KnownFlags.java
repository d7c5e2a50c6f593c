package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
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

    /** The flags of annotations and of {@code application.yml}, which are kept. */
    private final Map<String, CachedFlag> pinned = new ConcurrentHashMap<>();

    /**
     * The other names: a {@link CachedFlag} if the store has had a value, else an {@link UnknownFlag}. Null before the first
     * name. The map may drop entries, so that names that callers make up do not fill the memory.
     */
    private volatile @Nullable ConcurrentMap<String, Flag> others;

    /**
     * Creates the flags, without any.
     *
     * @param configured the flags of {@code application.yml}, by name
     * @param interpreter interprets the values
     * @param loader reads the values that the start waits for
     * @param emptyMap creates an empty map for the names of neither code nor configuration; called at the first such name
     */
    KnownFlags(
            Map<String, FlagConfiguration> configured,
            ValueInterpreter interpreter,
            StartupLoader loader,
            Supplier<ConcurrentMap<String, Flag>> emptyMap) {
        this.configured = Map.copyOf(configured);
        this.interpreter = interpreter;
        this.loader = loader;
        this.emptyMap = emptyMap;
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
        ConcurrentMap<String, Flag> current = others;
        return current != null && current.get(name) instanceof CachedFlag other ? other : null;
    }

    /** Returns whether there is a flag of a name, or the name was looked up without one. */
    boolean contains(String name) {
        ConcurrentMap<String, Flag> current = others;
        return pinned.containsKey(name) || (current != null && current.containsKey(name));
    }

    /** Returns the flag of a name, which is kept from now on. */
    synchronized CachedFlag pin(String name) {
        CachedFlag flag = pinned.get(name);
        if (flag == null) {
            flag = getOrNew(name);
            // In this order: the name is in one of the two at each moment, so that no thread requests it again.
            pinned.put(name, flag);
            if (others != null) {
                others.remove(name);
            }
        }
        return flag;
    }

    /** Returns the flag of a name, which is known from now on, until it is dropped if it is not pinned. */
    CachedFlag getOrCreate(String name) {
        CachedFlag flag = get(name);
        return flag != null ? flag : createOther(name);
    }

    private synchronized CachedFlag createOther(String name) {
        CachedFlag flag = pinned.get(name);
        if (flag == null) {
            flag = getOrNew(name);
            others().put(name, flag);
        }
        return flag;
    }

    private CachedFlag getOrNew(String name) {
        Flag former = others == null ? null : others.get(name);
        if (former instanceof CachedFlag flag) {
            return flag;
        }
        CachedFlag created = create(name);
        if (former instanceof UnknownFlag unknown && unknown.absent()) {
            created.rememberAbsence();
        }
        return created;
    }

    /** Returns whether a name is new; keeps it without a flag then. */
    boolean addUnknown(UnknownFlag unknown) {
        ConcurrentMap<String, Flag> current = others;
        return (current == null || current.get(unknown.name()) == null) && addIfNew(unknown);
    }

    private synchronized boolean addIfNew(UnknownFlag unknown) {
        return pinned.get(unknown.name()) == null && others().putIfAbsent(unknown.name(), unknown) == null;
    }

    /** Records that the store has no value of a name without a flag. */
    void absent(String name) {
        ConcurrentMap<String, Flag> current = others;
        if (current != null) {
            current.computeIfPresent(
                    name, (key, flag) -> flag instanceof UnknownFlag unknown ? unknown.asAbsent() : flag);
        }
    }

    private ConcurrentMap<String, Flag> others() {
        ConcurrentMap<String, Flag> current = others;
        if (current == null) {
            current = emptyMap.get();
            others = current;
        }
        return current;
    }

    /** Creates a flag that stays unknown, to try a value on. */
    CachedFlag create(String name) {
        return new CachedFlag(name, configured.get(name), interpreter, loader);
    }

    Set<String> configuredNames() {
        return configured.keySet();
    }

    /** Returns all names, also those without a flag. */
    Set<String> names() {
        Set<String> names = new HashSet<>(pinned.keySet());
        ConcurrentMap<String, Flag> current = others;
        if (current != null) {
            names.addAll(current.keySet());
        }
        return names;
    }

    Collection<CachedFlag> all() {
        List<CachedFlag> all = new ArrayList<>(pinned.values());
        ConcurrentMap<String, Flag> current = others;
        if (current != null) {
            current.forEach((name, flag) -> {
                if (flag instanceof CachedFlag other && !pinned.containsKey(name)) {
                    all.add(other);
                }
            });
        }
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
