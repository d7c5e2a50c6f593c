package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.decision.Decision;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.ValueObserver;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The observer follows each value that decides, and no change of the state alone. */
class ValueObserverTests implements ValueObserver {

    private final SettableStore store = new SettableStore();

    private final MemorySnapshot snapshot = new MemorySnapshot();

    private final List<String> observed = new ArrayList<>();

    private boolean started;

    private final FlagCache cache = new FlagCache(
            Map.of(),
            new CachePorts(store, new TextFlagValueParser(), snapshot, event -> {}, List.of(this), () -> {
                throw new IllegalStateException();
            }),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            new NamesAtRunTime(10_000, null),
            System::nanoTime,
            Clock.systemUTC());

    /** Returns the answer of now; none during the start, when a check waits for the very thread that observes. */
    private String answer(String flag) {
        return started ? String.valueOf(cache.flag(flag).isEnabled(EvaluationContext.anonymous())) : "unknown";
    }

    @Override
    public void replacing(String flag) {
        observed.add("before " + flag + " " + answer(flag));
    }

    @Override
    public void replaced(String flag, @Nullable String text, @Nullable Decision decision) {
        observed.add("after " + flag + " " + answer(flag) + " " + text
                + (decision == null ? "" : " " + decision.value().percentage()));
    }

    @Test
    void replacementIsSurroundedByTwoCalls() {
        cache.start();
        started = true;
        cache.register("flag", false);
        store.set("flag", "true");
        store.set("flag", "no value");
        store.set("other", "10%");
        store.delete("flag");

        assertThat(observed)
                .containsExactly(
                        "before flag false",
                        "after flag true true 100%",
                        "before flag true",
                        "after flag false null",
                        "before other false",
                        "after other false 10% 10%",
                        "before flag false",
                        "after flag false null");
    }

    @Test
    void changeOfTheStateAloneIsNotObserved() {
        cache.start();
        started = true;
        cache.register("flag", false);
        store.set("flag", "true");
        observed.clear();
        cache.copy().storeLost(List.of("flag"));
        store.put(Map.of("flag", new StoredValue.Unreadable("away")));
        store.set("flag", "true");
        assertThat(cache.flag("flag").withValue("false").isEnabled(EvaluationContext.anonymous()))
                .isFalse();

        assertThat(observed).isEmpty();
    }

    @Test
    void valueOfTheSnapshotIsObserved() {
        snapshot.save(() -> Map.of("flag", "true"));
        cache.register("flag", false);
        cache.start();

        assertThat(observed).startsWith("before flag unknown", "after flag unknown true 100%");
    }
}
