package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.ChangeSource;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.SettableClock;
import io.featureflags.testing.SettableStore;
import io.featureflags.value.TextFlagValueParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R46: the changes that an application is notified of. */
@ExtendWith(OutputCaptureExtension.class)
class ChangeEventTests {

    private static final Instant OPENS = Instant.parse("2026-12-01T00:00:00Z");

    private static final Instant CLOSES = Instant.parse("2027-01-01T00:00:00Z");

    private static final String DECEMBER = "{\"from\": \"" + OPENS + "\", \"until\": \"" + CLOSES + "\"}";

    private final List<FeatureFlagChangedEvent> events = new CopyOnWriteArrayList<>();

    private final SettableStore store = new SettableStore();

    private final MemorySnapshot snapshot = new MemorySnapshot();

    private final SettableClock clock = new SettableClock(OPENS.minusSeconds(3600));

    private final FlagCache cache = new FlagCache(
            Map.of(),
            new CachePorts(store, new TextFlagValueParser(), snapshot, this::listen),
            new StartupWait(Duration.ofSeconds(5), System::nanoTime),
            new NamesAtRunTime(10_000, null),
            System::nanoTime,
            clock);

    private volatile String failing = "";

    private void listen(FeatureFlagChangedEvent event) {
        if (event.flag().equals(failing)) {
            throw new IllegalStateException("a listener has failed");
        }
        events.add(event);
    }

    @AfterEach
    void stop() {
        cache.stop();
    }

    @Test
    void changeHasTheValuesBeforeAndAfter() {
        store.set("flag", "true");
        cache.register("flag", false);
        cache.start();
        assertThat(events).as("the first value is no change").isEmpty();

        store.set("flag", "10%");
        store.set("flag", "10%");
        store.set("flag", "nonsense");
        store.delete("flag");
        store.set("flag", "false");

        assertThat(events)
                .containsExactly(
                        changed("flag", "true", "10%"),
                        changed("flag", "10%", "nonsense"),
                        changed("flag", "nonsense", null),
                        changed("flag", null, "false"));
    }

    @Test
    void firstValueIsAChangeOnlyIfTheStoreHadNone() {
        store.set("there", "true");
        cache.start();

        cache.flag("there").isEnabled(EvaluationContext.anonymous());
        cache.flag("to_come").isEnabled(EvaluationContext.anonymous());
        assertThat(events).isEmpty();
        store.set("to_come", "true");

        assertThat(events).containsExactly(changed("to_come", null, "true"));
    }

    @Test
    void otherValueAfterAnOutageIsAChange() {
        store.set("flag", "true");
        store.set("same", "true");
        cache.register("flag", false);
        cache.register("same", false);
        cache.start();
        cache.copy().storeLost(cache.copy().names());

        cache.copy().update(Map.of("flag", new StoredValue.Text("false"), "same", new StoredValue.Text("true")));

        assertThat(events).containsExactly(changed("flag", "true", "false"));
    }

    @Test
    void restoredValueIsTheValueBefore() {
        snapshot.save(() -> Map.of("flag", "true"));
        store.set("flag", "false");

        cache.start();

        assertThat(events).containsExactly(changed("flag", "true", "false"));
    }

    @Test
    void lossOfDataIsNoChange() {
        for (String flag : List.of("one", "two", "three")) {
            store.set(flag, "true");
            cache.register(flag, false);
        }
        cache.start();

        store.delete("one", "two", "three");
        store.set("one", "true");

        assertThat(events).isEmpty();
    }

    @Test
    void deletionsThatTurnOutToBeALossAreTakenBack() {
        for (String flag : List.of("one", "two", "three")) {
            store.set(flag, DECEMBER);
            cache.register(flag, false);
        }
        cache.start();

        store.delete("one");
        store.delete("two");
        store.delete("three");

        assertThat(events)
                .containsExactlyInAnyOrder(
                        changed("one", DECEMBER, null), changed("two", DECEMBER, null),
                        changed("one", null, DECEMBER), changed("two", null, DECEMBER));
        assertThat(snapshot.values()).containsOnlyKeys("one", "two", "three");
    }

    @Test
    void failingListenerIsNotifiedOfAllOtherChanges(CapturedOutput output) {
        failing = "a";
        cache.start();
        store.put(Map.of(
                "a", new StoredValue.Text(DECEMBER),
                "b", new StoredValue.Text(DECEMBER),
                "c", new StoredValue.Text(DECEMBER)));

        clock.now = OPENS;
        await().untilAsserted(() -> assertThat(events).containsExactlyInAnyOrder(window("b"), window("c")));
        clock.now = CLOSES;
        await().untilAsserted(() -> assertThat(events).hasSize(4));
        store.put(Map.of("a", new StoredValue.Absent(), "b", new StoredValue.Absent()));

        assertThat(events).contains(changed("b", DECEMBER, null));
        assertThat(output).containsOnlyOnce("A FlagChangeListener failed on a change of feature flag 'a'.");
    }

    @Test
    void readingAfterTheStopCreatesNoThread() {
        cache.start();
        cache.stop();

        store.set("late", DECEMBER);
        cache.copy().update(Map.of("late", new StoredValue.Text(DECEMBER)));
        clock.now = OPENS;
        cache.start();

        assertThat(events).isEmpty();
        clock.now = CLOSES;
        await().untilAsserted(() -> assertThat(events).containsExactly(window("late")));
    }

    @Test
    void windowThatOpensAndClosesIsAChange() {
        cache.start();
        store.set("flag", DECEMBER);

        clock.now = OPENS.minusMillis(1);
        store.set("other", "true");
        clock.now = OPENS;
        await().untilAsserted(() -> assertThat(events).containsExactly(window("flag")));
        clock.now = CLOSES;
        await().untilAsserted(() -> assertThat(events).containsExactly(window("flag"), window("flag")));
        await().untilAsserted(() -> assertThat(threads()).doesNotContain("feature-flags-windows"));
    }

    @Test
    void windowThatPassesWhileTheMachineSleepsIsTwoChanges() {
        cache.start();
        store.set("flag", DECEMBER);

        clock.now = CLOSES.plusSeconds(1);

        await().untilAsserted(() -> assertThat(events).containsExactly(window("flag"), window("flag")));
    }

    @Test
    void onlyTheWindowOfThePresentValueCounts() {
        cache.start();
        store.set("replaced", DECEMBER);
        store.set("switched_off", "{\"enabled\": false, \"from\": \"" + OPENS + "\"}");
        store.set("deleted", DECEMBER);
        store.set("never", "{\"from\": \"" + CLOSES + "\", \"until\": \"" + OPENS + "\"}");
        store.set("witness", DECEMBER);
        store.set("replaced", "{\"until\": \"" + CLOSES + "\"}");
        store.delete("deleted");
        events.clear();

        clock.now = OPENS;

        await().untilAsserted(() -> assertThat(events).contains(window("witness")));
        assertThat(events).hasSize(1);
    }

    @Test
    void windowCountsWhileTheStoreIsAwayAndNotAfterTheStop() {
        snapshot.save(() -> Map.of("flag", DECEMBER));
        store.set("flag", DECEMBER);
        cache.start();
        cache.copy().storeLost(cache.copy().names());

        clock.now = OPENS;
        await().untilAsserted(() -> assertThat(events).containsExactly(window("flag")));
        cache.stop();

        await().untilAsserted(() -> assertThat(threads()).doesNotContain("feature-flags-windows"));
        clock.now = CLOSES;
        assertThat(events).hasSize(1);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static FeatureFlagChangedEvent changed(String flag, @Nullable String before, @Nullable String after) {
        return new FeatureFlagChangedEvent(flag, before, after, ChangeSource.EXTERNAL);
    }

    private static FeatureFlagChangedEvent window(String flag) {
        return new FeatureFlagChangedEvent(flag, DECEMBER, DECEMBER, ChangeSource.AUTOMATED);
    }
}
