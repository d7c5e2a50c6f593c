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

/** The flags that code or configuration mentions, or that have had a value. They stay for good. */
final class KnownFlags {

    private final Map<String, FlagConfiguration> configured;

    private final ValueInterpreter meanings;

    private final FirstValues values;

    private final Map<String, CachedFlag> flags = new ConcurrentHashMap<>();

    KnownFlags(Map<String, FlagConfiguration> configured, ValueInterpreter meanings, FirstValues values) {
        this.configured = Map.copyOf(configured);
        this.meanings = meanings;
        this.values = values;
    }

    @Nullable
    CachedFlag get(String name) {
        return flags.get(name);
    }

    /** The flag of a name, which is known from now on. */
    CachedFlag know(String name) {
        return flags.computeIfAbsent(name, this::create);
    }

    /** A flag that nobody knows, to try a value on. */
    CachedFlag create(String name) {
        return new CachedFlag(name, configured.get(name), meanings, values);
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

    /** The flags that are absent by what was read. */
    List<CachedFlag> absentBy(Map<String, StoredValue> readings) {
        return readings.entrySet().stream()
                .filter(reading -> reading.getValue() instanceof StoredValue.Absent)
                .map(reading -> flags.get(reading.getKey()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those of them of which nobody knows why. */
    List<CachedFlag> lostBy(Map<String, StoredValue> readings) {
        return absentBy(readings).stream()
                .filter(flag -> new StoredValue.Absent().equals(readings.get(flag.name())))
                .toList();
    }

    /** The last values that are text, by the flag's name. */
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
