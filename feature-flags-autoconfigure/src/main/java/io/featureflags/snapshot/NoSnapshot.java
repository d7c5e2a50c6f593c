package io.featureflags.snapshot;

import io.featureflags.spi.FlagSnapshot;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps nothing: an application that starts while the store is away begins with {@code application.yml}. */
public final class NoSnapshot implements FlagSnapshot {

    /** Creates it; it has no state. */
    public NoSnapshot() {}

    @Override
    public Map<String, String> load() {
        return Map.of();
    }

    @Override
    public void save(Supplier<Map<String, String>> values) {
        // Nothing is kept.
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
