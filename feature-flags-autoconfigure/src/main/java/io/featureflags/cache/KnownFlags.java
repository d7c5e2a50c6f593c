package io.featureflags.cache;

import io.featureflags.FlagName;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.ValueObserver;
import io.featureflags.text.LogLimit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The flags that code or configuration mentions, which are never removed, those that have had a value in the store, and the
 * handles of names without a flag.
 */
final class KnownFlags {

    private final Map<String, FlagConfiguration> configured;

    private final ValueInterpreter interpreter;

    private final StartupLoader loader;

    private final NamesAtRunTime namesAtRunTime;

    private final List<ValueObserver> observers;

    /** The flags, and the handles of names without one, so that a check looks up its name once. */
    private final Map<String, AnsweringFlag> flags = new ConcurrentHashMap<>();

    /** The names of annotations and of {@code application.yml}, whose flags are kept. */
    private final Set<String> pinned = ConcurrentHashMap.newKeySet();

    /** The other flags, in the order of their turns. Pinned ones leave it when it is their turn. */
    private final Queue<CachedFlag> droppable = new ArrayDeque<>();

    /**
     * The handles in {@link #flags} whose names have no flag. Their number has a limit of its own: made-up names push out no
     * last known value. Null before the first one.
     */
    private @Nullable Map<String, UnknownFlag> unknown;

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

    /** Returns the flag of a name; null if there is none. */
    @Nullable
    CachedFlag get(String name) {
        return flags.get(name) instanceof CachedFlag flag ? flag : null;
    }

    /** Returns the flag of a name, or its handle without a flag; null if the name was not looked up, or dropped. */
    @Nullable
    AnsweringFlag handle(String name) {
        return flags.get(name);
    }

    /** Returns whether there is a flag of a name, or the name was looked up without one. */
    boolean contains(String name) {
        AnsweringFlag flag = flags.get(name);
        return flag != null && mayBeRead(flag);
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
        CachedFlag flag = get(name);
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
                drop(next);
            }
        }
    }

    private CachedFlag getOrNew(String name) {
        CachedFlag flag = get(name);
        if (flag == null) {
            flag = create(name);
            AnsweringFlag former = flags.remove(name); // And with it the key, which is not interned.
            if (former instanceof UnknownFlag handle && handle.isAbsent()) {
                flag.rememberAbsence();
            }
            flags.put(flag.name(), flag);
            if (former != null) {
                former.drop();
                Objects.requireNonNull(unknown).remove(name);
            }
        }
        return flag;
    }

    /** Keeps a handle if its name is new, which may drop another one, or this one. Returns the one that is kept. */
    synchronized AnsweringFlag keep(UnknownFlag added) {
        AnsweringFlag earlier = flags.get(added.name());
        if (earlier != null) {
            return earlier;
        }
        Map<String, UnknownFlag> names = unknown == null ? namesAtRunTime.emptyMap(this::drop) : unknown;
        unknown = names;
        requested.add(added.name());
        flags.put(added.name(), added);
        names.put(added.name(), added);
        return added;
    }

    private void drop(AnsweringFlag flag) {
        flags.remove(flag.name(), flag);
        flag.drop();
    }

    /** Records that the store has no value of a name without a flag. */
    void markAbsent(String name) {
        if (flags.get(name) instanceof UnknownFlag flag) {
            flag.markAbsent();
        }
    }

    /** Creates a handle of a name without a flag. */
    UnknownFlag createUnknown(String name, UnknownNames names) {
        return new UnknownFlag(name, new FlagWarnings(name, limitAtRunTime, System::nanoTime), names);
    }

    /** Creates a flag that stays unknown, to try a value on. */
    CachedFlag create(String name) {
        // Interned as the names in code, so that a look-up by such a name need not compare the texts.
        return new CachedFlag(name.intern(), configured.get(name), interpreter, loader, limitAtRunTime, observers);
    }

    /** Returns all names, also those without a flag, apart from those that no flag can have. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        for (AnsweringFlag flag : flags.values()) {
            if (mayBeRead(flag)) {
                names.add(flag.name());
            }
        }
        return names;
    }

    private static boolean mayBeRead(AnsweringFlag flag) {
        return flag instanceof CachedFlag || FlagName.isValid(flag.name());
    }

    Collection<CachedFlag> all() {
        List<CachedFlag> all = new ArrayList<>();
        for (AnsweringFlag flag : flags.values()) {
            if (flag instanceof CachedFlag known) {
                all.add(known);
            }
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
}
