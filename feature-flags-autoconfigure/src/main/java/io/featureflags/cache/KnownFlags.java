package io.featureflags.cache;

import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.StoredValue;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The flags that code or configuration mentions, or that have had a value. They are never removed. */
final class KnownFlags {

    private final Map<String, FlagConfiguration> configured;

    private final ValueInterpreter interpreter;

    private final StartupLoader loader;

    private final Map<String, CachedFlag> flags = new ConcurrentHashMap<>();

    KnownFlags(Map<String, FlagConfiguration> configured, ValueInterpreter interpreter, StartupLoader loader) {
        this.configured = Map.copyOf(configured);
        this.interpreter = interpreter;
        this.loader = loader;
    }

    @Nullable
    CachedFlag get(String name) {
        return flags.get(name);
    }

    /** Returns the flag of a name, which is known from now on. */
    CachedFlag getOrCreate(String name) {
        return flags.computeIfAbsent(name, this::create);
    }

    /** Creates a flag that stays unknown, to try a value on. */
    CachedFlag create(String name) {
        return new CachedFlag(name, configured.get(name), interpreter, loader);
    }

    Set<String> configuredNames() {
        return configured.keySet();
    }

    Set<String> names() {
        return Collections.unmodifiableSet(flags.keySet());
    }

    Collection<CachedFlag> all() {
        return flags.values();
    }

    /** Returns the flags without a value in some readings. */
    List<CachedFlag> absentIn(Map<String, StoredValue> readings) {
        return readings.entrySet().stream()
                .filter(reading -> reading.getValue() instanceof StoredValue.Absent)
                .map(reading -> flags.get(reading.getKey()))
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
        flags.forEach((name, flag) -> {
            String text = flag.lastText();
            if (text != null) {
                texts.put(name, text);
            }
        });
        return texts;
    }
}
