package io.featureflags.cache;

import io.featureflags.spi.FlagSnapshot;
import java.util.Map;
import java.util.function.Supplier;

/** A snapshot in memory: what was saved last is there at once. */
final class KeptValues implements FlagSnapshot {

    private Map<String, String> values = Map.of();

    Map<String, String> values() {
        return values;
    }

    @Override
    public Map<String, String> load() {
        return values;
    }

    @Override
    public void save(Supplier<Map<String, String>> current) {
        values = Map.copyOf(current.get());
    }

    @Override
    public void stop() {
        // There is nothing to end.
    }
}
