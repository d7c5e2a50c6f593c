package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Flags of neither code nor configuration that are dropped, since only ten of them are kept. */
@ExtendWith(OutputCaptureExtension.class)
class DroppedFlagsTests {

    private static final List<String> PRESENT =
            IntStream.range(0, 8).mapToObj(i -> "present." + i).toList();

    private final SettableStore store = new SettableStore();

    private final List<FeatureFlagChangedEvent> events = new ArrayList<>();

    private final FlagCache cache = new FlagCache(
            Map.of("on_in_yml", FlagCacheFixture.configured(true)),
            new CachePorts(store, new TextFlagValueParser(), new MemorySnapshot(), events::add),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            new NamesAtRunTime(10, null),
            System::nanoTime,
            Clock.systemUTC());

    @BeforeEach
    void start() {
        cache.start();
        PRESENT.forEach(name -> {
            cache.flag(name);
            store.set(name, "true");
        });
    }

    @Test
    void namesWithoutAValuePushOutNoLastKnownOne() {
        cache.copy().storeLost(cache.copy().names());

        for (int i = 0; i < 10_000; i++) {
            cache.flag("made_up." + i % 2000).isEnabled(FlagCacheFixture.ANNA);
        }

        assertThat(PRESENT)
                .allSatisfy(name -> assertThat(
                                cache.flag(name).evaluate(FlagCacheFixture.ANNA).source())
                        .isEqualTo(Source.LAST_KNOWN));
        assertThat(cache.copy().names()).hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void flagsInUseOutliveOthersAndHeldOnesFollow() {
        Flag held = cache.flag("present.0");
        List<String> used = PRESENT.subList(1, 8);
        for (int i = 0; i < 1000; i++) {
            store.set("further." + i, "true");
            assertThat(used).allMatch(name -> cache.flag(name).isEnabled(FlagCacheFixture.ANNA));
        }
        assertThat(used).allMatch(cache.copy()::hasValue);
        assertThat(cache.copy().hasValue("present.0")).isFalse();
        assertThat(cache.copy().names()).hasSize(11);
        assertThat(held.isEnabled(FlagCacheFixture.ANNA)).isFalse();

        // That call has requested a reading.
        assertThat(held.isEnabled(FlagCacheFixture.ANNA)).isTrue();
        assertThat(held.explain(EvaluationContext.anonymous()).enabled()).isTrue();
    }

    @Test
    void nextValueOfADroppedFlagIsNotItsFirst() {
        String dropped = drop(PRESENT);
        events.clear();

        assertThat(cache.copy().isNew(dropped)).isFalse();
        announceAndSet(dropped, "false");
        announceAndSet("brand_new", "10%");

        assertThat(events).extracting(FeatureFlagChangedEvent::flag).containsExactly("brand_new");
        assertThat(events).extracting(FeatureFlagChangedEvent::before).containsOnlyNulls();
    }

    @Test
    void firstValueOfADroppedNameWithoutOneIsAChange() {
        cache.flag("late");
        IntStream.range(0, 100).forEach(i -> cache.flag("made_up." + i));
        assertThat(cache.copy().contains("late")).isFalse();

        announceAndSet("late", "true");

        assertThat(events).extracting(FeatureFlagChangedEvent::flag).contains("late");
    }

    @Test
    void heldHandleOfADroppedNameFollows() {
        Flag held = cache.flag("late");
        assertThat(held.isEnabled(FlagCacheFixture.ANNA)).isFalse();
        IntStream.range(0, 100).forEach(i -> cache.flag("made_up." + i).isEnabled(FlagCacheFixture.ANNA));
        assertThat(cache.copy().contains("late")).isFalse();
        assertThat(held.isEnabled(FlagCacheFixture.ANNA)).isFalse();

        store.set("late", "true");

        assertThat(held.isEnabled(FlagCacheFixture.ANNA)).isTrue();
        assertThat(held.explain(EvaluationContext.anonymous()).enabled()).isTrue();
    }

    @Test
    void checksByAHeldHandleDoNotLock() throws Exception {
        Flag held = cache.flag("late");
        assertThat(held.isEnabled(FlagCacheFixture.ANNA)).isFalse();
        store.set("late", "true");

        synchronized (held) {
            CompletableFuture<Boolean> answer =
                    CompletableFuture.supplyAsync(() -> held.isEnabled(FlagCacheFixture.ANNA));
            assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void droppedNameIsNotMisspelt(CapturedOutput output) {
        cache.register("express_delivery", false);
        cache.flag("expres_delivery");
        IntStream.range(0, 100).forEach(i -> cache.flag("made_up." + i));
        assertThat(cache.copy().contains("expres_delivery")).isFalse();

        store.set("expres_delivery", "true");

        assertThat(output).doesNotContain("did you mean");
    }

    @Test
    void endOfALossCountsDroppedFlags(CapturedOutput output) {
        store.delete(PRESENT.toArray(String[]::new));
        assertThat(output).contains("8 of 8 feature flags are gone");
        String dropped = drop(PRESENT);

        PRESENT.stream().filter(name -> !name.equals(dropped)).forEach(name -> store.set(name, "true"));

        assertThat(output)
                .contains("have all been set again, except 1 of neither code nor configuration: their last known values"
                        + " were dropped to keep the limit feature-flags.redis.max-asked-names");
    }

    /** Sets further flags until one of some flags is dropped, and returns it. */
    private String drop(List<String> names) {
        for (int i = 0; i < 1000; i++) {
            store.set("further." + i, "true");
            cache.flag("further." + i).isEnabled(FlagCacheFixture.ANNA);
            cache.flag("further." + i).isEnabled(FlagCacheFixture.ANNA);
            for (String name : names) {
                if (!cache.copy().contains(name)) {
                    return name;
                }
            }
        }
        throw new IllegalStateException("no flag was dropped");
    }

    private void announceAndSet(String name, String value) {
        cache.copy().changesAnnounced(List.of(name));
        store.set(name, value);
    }
}
