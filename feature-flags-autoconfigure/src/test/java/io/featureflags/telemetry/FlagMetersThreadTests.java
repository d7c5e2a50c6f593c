package io.featureflags.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Evaluation;
import io.featureflags.Source;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagConfiguration;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.spi.SyncStatus;
import io.featureflags.testing.SettableClock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** New flags get their meters after a registry was bound, and gauges show the present. */
@ExtendWith(OutputCaptureExtension.class)
class FlagMetersThreadTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EvaluationCounts counts = new EvaluationCounts();

    private final List<FlagFacts> facts = new CopyOnWriteArrayList<>();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T12:00:00Z"));

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private volatile SyncStatus status = new SyncStatus(SyncMode.DOWN, "away", null);

    private final FlagMeters meters = new FlagMeters(
            List.of(
                    new EvaluationMeters(counts),
                    new FlagStateMeters(() -> facts, new NoCode(), clock),
                    new SyncMeters(store(), clock)),
            Duration.ofMillis(10));

    private static final class NoCode implements FlagReferences {

        @Override
        public Set<String> flags() {
            return Set.of();
        }

        @Override
        public List<CodeReference> of(String flag) {
            return List.of();
        }

        @Override
        public CallCounts calls(String flag) {
            return CallCounts.NONE;
        }
    }

    private FlagStore store() {
        return (FlagStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FlagStore.class},
                (self, method, arguments) -> method.getName().equals("isRemote") ? (Object) true : status);
    }

    @AfterEach
    void stop() {
        meters.destroy();
    }

    @Test
    void newMetersAreRegisteredSoonAndNoCountIsLost() {
        meters.bindTo(registry);
        assertThat(registry.find("feature.flags.evaluations").meters()).isEmpty();

        counts.of("checkout").accept(Evaluation.byDefault("checkout", true, Source.CONFIGURATION));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(registry.find("feature.flags.evaluations")
                                .tag("flag", "checkout")
                                .functionCounters())
                        .hasSize(1));
        assertThat(registry.get("feature.flags.evaluations").functionCounter().count())
                .isOne();
        counts.of("checkout").accept(Evaluation.byDefault("checkout", true, Source.CONFIGURATION));
        assertThat(registry.get("feature.flags.evaluations").functionCounter().count())
                .isEqualTo(2);
    }

    @Test
    void daysToTheKillDateAreInUtcAndFollowTheFlag() {
        meters.bindTo(registry);
        facts.add(expiring(LocalDate.of(2026, 12, 3)));
        await().atMost(LIMIT)
                .until(() -> registry.find("feature.flags.days.to.kill").gauge() != null);

        assertThat(daysToKill()).isEqualTo(2);
        clock.now = Instant.parse("2026-12-03T23:59:59.999Z");
        assertThat(daysToKill()).isZero();
        clock.now = Instant.parse("2026-12-04T00:00:00Z");
        assertThat(daysToKill()).isEqualTo(-1);
        facts.set(0, expiring(LocalDate.of(2026, 12, 31)));
        assertThat(daysToKill()).isEqualTo(27);
        facts.set(0, expiring(null));
        assertThat(daysToKill()).isNaN();
    }

    @Test
    void modeAndAgeAreCurrent() {
        meters.bindTo(registry);
        assertThat(mode(SyncMode.DOWN)).isOne();
        assertThat(registry.get("feature.flags.data.age").gauge().value()).isNaN();

        status = new SyncStatus(SyncMode.POLLING, null, clock.instant().minusMillis(2500));
        assertThat(mode(SyncMode.DOWN)).isZero();
        assertThat(mode(SyncMode.POLLING)).isOne();
        assertThat(registry.get("feature.flags.data.age").gauge().value()).isEqualTo(2.5);
    }

    @Test
    void failingRegistryIsLoggedOnceAndHarmsNoOther(CapturedOutput output) {
        MeterRegistry failing = new SimpleMeterRegistry();
        failing.config().meterFilter(new MeterFilter() {

            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals("feature.flags.evaluations")) {
                    throw new IllegalStateException("a filter of others");
                }
                return id;
            }
        });
        meters.bindTo(failing);
        meters.bindTo(registry);
        counts.of("checkout").accept(Evaluation.byDefault("checkout", true, Source.CONFIGURATION));
        await().atMost(LIMIT)
                .until(() -> registry.find("feature.flags.evaluations").meter() != null);
        facts.add(expiring(LocalDate.of(2026, 12, 3)));
        await().atMost(LIMIT)
                .until(() -> failing.find("feature.flags.days.to.kill").gauge() != null);

        assertThat(output).containsOnlyOnce("A meter of feature flags cannot be registered");
    }

    private double mode(SyncMode mode) {
        return registry.get("feature.flags.sync.mode")
                .tag("mode", mode.name())
                .gauge()
                .value();
    }

    private double daysToKill() {
        return registry.get("feature.flags.days.to.kill")
                .tag("flag", "old")
                .gauge()
                .value();
    }

    private static FlagFacts expiring(@Nullable LocalDate date) {
        FlagConfiguration configuration = new FlagConfiguration(true, null, null, date, false);
        return new FlagFacts("old", configuration, null, null, null, true, false, true);
    }
}
