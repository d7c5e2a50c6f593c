package io.featureflags.cache;

import io.featureflags.Flag;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.ValueObserver;
import io.featureflags.text.LogLimit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The flags that code or configuration mentions, which are never removed, and those that have had a value in the store. */
final class KnownFlags {

    private final Map<String, FlagConfiguration> configured;

    private final ValueInterpreter interpreter;

    private final StartupLoader loader;

    private final NamesAtRunTime namesAtRunTime;

    private final List<ValueObserver> observers;

    private final Map<String, CachedFlag> flags = new ConcurrentHashMap<>();

    /** The names of annotations and of {@code application.yml}, whose flags are kept. */
    private final Set<String> pinned = ConcurrentHashMap.newKeySet();

    /** The other flags, in the order of their turns. Pinned ones leave it when it is their turn. */
    private final Queue<CachedFlag> droppable = new ArrayDeque<>();

    /**
     * The names without a flag, each an {@link UnknownFlag}, in a map of their own: made-up names push out no last known value.
     * It is empty before its first entry.
     */
    private volatile ConcurrentMap<String, Flag> unknown = new ConcurrentHashMap<>(0);

    private final ConcurrentMap<String, Flag> notCreated = unknown;

    /** The names of {@link #droppable}, also the dropped ones. */
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
     * @param namesAtRunTime the limits for names of neither code nor configuration
     * @param observers follow the values
     */
    KnownFlags(
            Map<String, FlagConfiguration> configured,
            ValueInterpreter interpreter,
            StartupLoader loader,
            NamesAtRunTime namesAtRunTime,
            List<ValueObserver> observers) {
        this.configured = Map.copyOf(configured);
        this.interpreter = interpreter;
        this.loader = loader;
        this.namesAtRunTime = namesAtRunTime;
        this.observers = observers;
    }

    /** Returns whether an annotation, {@code application.yml} or another such flag mentions a name. */
    boolean isPinned(String name) {
        return pinned.contains(name);
    }

    @Nullable
    CachedFlag get(String name) {
        return flags.get(name);
    }

    /** Returns whether there is a flag of a name, or the name was looked up without one. */
    boolean contains(String name) {
        return flags.containsKey(name) || unknown.containsKey(name);
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
        CachedFlag flag = getOrNew(name);
        pinned.add(flag.name());
        return flag;
    }

    /** Returns the flag of a name, which is known from now on, until it is dropped if it is not pinned. */
    CachedFlag getOrCreate(String name) {
        CachedFlag flag = get(name);
        return flag != null ? flag : createOther(name);
    }

    private synchronized CachedFlag createOther(String name) {
        CachedFlag flag = flags.get(name);
        if (flag == null) {
            flag = getOrNew(name);
            seen.add(name);
            droppable.add(flag);
            dropSurplus();
        }
        return flag;
    }

    /** Drops flags while there are too many: the next one in turn that was not checked since its last turn. */
    private void dropSurplus() {
        while (droppable.size() > namesAtRunTime.maximum()) {
            CachedFlag next = droppable.remove();
            if (isPinned(next.name())) {
                continue;
            }
            if (next.rest()) {
                droppable.add(next);
            } else {
                flags.remove(next.name());
                next.drop();
            }
        }
    }

    private CachedFlag getOrNew(String name) {
        CachedFlag flag = flags.get(name);
        if (flag == null) {
            flag = create(name);
            if (unknown.get(name) instanceof UnknownFlag former && former.absent()) {
                flag.rememberAbsence();
            }
            // In this order: the name is in one of the maps at each moment, so that no thread requests it again.
            flags.put(flag.name(), flag);
            unknown.remove(name);
        }
        return flag;
    }

    /** Returns whether a name without a flag was looked up. */
    boolean isUnknown(String name) {
        return unknown.get(name) != null;
    }

    /** Returns whether a name is new; keeps it without a flag then. */
    @SuppressWarnings("ReferenceEquality") // That one map stands for none.
    synchronized boolean addUnknown(UnknownFlag added) {
        if (get(added.name()) != null) {
            return false;
        }
        if (unknown == notCreated) {
            unknown = namesAtRunTime.emptyMap().get();
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
        // Interned as the names in code, so that a look-up by such a name need not compare the texts.
        return new CachedFlag(name.intern(), configured.get(name), interpreter, loader, limitAtRunTime, observers);
    }

    Set<String> configuredNames() {
        return configured.keySet();
    }

    /** Returns all names, also those without a flag. */
    Set<String> names() {
        Set<String> names = new HashSet<>(flags.keySet());
        names.addAll(unknown.keySet());
        return names;
    }

    Collection<CachedFlag> all() {
        return List.copyOf(flags.values());
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
