package io.featureflags.cache;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagStore;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A started cache of three configured flags, with a store, a snapshot and a ticker that a test sets. */
final class FlagCacheFixture {

    static final EvaluationContextProvider ANNA = () -> EvaluationContext.of("anna");

    final List<FeatureFlagChangedEvent> events = new ArrayList<>();

    final SettableStore store = new SettableStore();

    final MemorySnapshot snapshot = new MemorySnapshot();

    final AtomicLong nanos = new AtomicLong();

    final FlagCache cache = cache(
            Map.of(
                    "on_in_yml",
                    configured(true),
                    "off_in_yml",
                    configured(false),
                    "mentioned_in_yml",
                    configured(null)),
            store,
            Duration.ofSeconds(5));

    FlagCacheFixture() {
        cache.start();
    }

    /** Returns a started cache of another run of the application, with the same snapshot and a store that is away. */
    FlagCache restartWithoutStore(Map<String, FlagConfiguration> configured) {
        FlagCache restarted = cache(configured, new SilentStore(), Duration.ZERO);
        restarted.start();
        return restarted;
    }

    private FlagCache cache(Map<String, FlagConfiguration> configured, FlagStore ofCache, Duration limit) {
        return new FlagCache(
                configured,
                new CachePorts(ofCache, new TextFlagValueParser(), snapshot, events::add),
                new StartupWait(limit, System::nanoTime),
                new NamesAtRunTime(10_000, null),
                nanos::get,
                Clock.systemUTC());
    }

    Evaluation evaluate(String flag) {
        return cache.flag(flag).evaluate(ANNA);
    }

    static Evaluation answer(String flag, boolean enabled, Reason reason, Source source) {
        return new Evaluation(flag, enabled, reason, source, null, null);
    }

    static FlagConfiguration configured(@Nullable Boolean enabled) {
        return new FlagConfiguration(enabled, null, null, null, false);
    }
}
