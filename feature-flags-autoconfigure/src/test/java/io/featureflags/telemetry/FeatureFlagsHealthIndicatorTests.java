package io.featureflags.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import io.featureflags.testing.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Details tell what is wrong, and the status never does. */
class FeatureFlagsHealthIndicatorTests {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T12:00:00Z"));

    private final List<FlagFacts> flags = new ArrayList<>();

    private SyncStatus status = new SyncStatus(SyncMode.TRACKING, null, clock.instant());

    private final FeatureFlagsHealthIndicator indicator = new FeatureFlagsHealthIndicator(
            (FlagStore) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {FlagStore.class}, (self, method, arguments) -> status),
            () -> flags,
            clock);

    @Test
    void whereAllIsWellThereIsLittleToTell() {
        flags.add(flag("checkout", null, false));
        assertThat(health().getDetails())
                .isEqualTo(
                        Map.of("mode", "TRACKING", "currentAt", "2026-12-01T12:00:00Z", "ageSeconds", 0L, "flags", 1));
    }

    @Test
    void whatIsWrongIsToldAndNothingMakesItDown() {
        status = new SyncStatus(
                SyncMode.DOWN, "connection refused", clock.instant().minusSeconds(90));
        flags.add(flag("broken", "not a value", false));
        flags.add(flag("gone", null, true));
        assertThat(health().getDetails())
                .containsEntry("mode", "DOWN")
                .containsEntry("ageSeconds", 90L)
                .containsEntry("lastError", "connection refused")
                .containsEntry("unreadable", Map.of("broken", "not a value"))
                .containsEntry("unreadableCount", 1)
                .containsEntry("vanished", List.of("gone"))
                .containsEntry("vanishedCount", 1);
    }

    @Test
    void neverCurrentIsOfNoAge() {
        status = new SyncStatus(SyncMode.DOWN, "not connected yet", null);
        assertThat(health().getDetails()).doesNotContainKeys("currentAt", "ageSeconds");
    }

    @Test
    void atMostTwentyFlagsAreNamed() {
        for (int i = 0; i < 50; i++) {
            flags.add(flag("flag_" + i, "not a value", true));
        }
        Map<String, Object> details = health().getDetails();
        assertThat((Map<?, ?>) details.get("unreadable")).hasSize(20);
        assertThat((List<?>) details.get("vanished")).hasSize(20);
        assertThat(details).containsEntry("unreadableCount", 50).containsEntry("vanishedCount", 50);
    }

    private Health health() {
        Health health = indicator.health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        return health;
    }

    private static FlagFacts flag(String name, @Nullable String problem, boolean vanished) {
        return new FlagFacts(name, null, "value", null, problem, true, vanished, null);
    }
}
