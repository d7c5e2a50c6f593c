package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.cache.FlagCache;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;

/** Allocations of a check by name in an application with flags of all kinds, with meters and without. */
@Tag("optimized")
class CheckAllocationTests {

    private static final int CALLS = 20_000;

    private static final List<String> KINDS = List.of(
            "10%",
            "{\"users\": [\"anna\"]}", "{\"requires\": [\"kind.0\"]}", "{\"from\": \"2020-01-01T00:00:00Z\"}", "onn");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    static class Toggled {

        @FeatureToggle(value = "toggled", fallback = "legacy")
        boolean isNew() {
            return true;
        }

        boolean legacy() {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void checkByNameAllocatesNothing(boolean metered) {
        for (String flag : List.of("toggled", "configured", "only_in_redis")) {
            redis.run("SET", "feature:" + flag, "true");
        }
        for (int kind = 0; kind < KINDS.size(); kind++) {
            redis.run("SET", "feature:kind." + kind, KINDS.get(kind));
        }
        AutoConfigurations meters = AutoConfigurations.of(
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class,
                ObservationAutoConfiguration.class);

        Shop.runner("spring.data.redis.port=" + redis.port(), "feature-flags.flags.configured.enabled=false")
                .withConfiguration(metered ? meters : AutoConfigurations.of())
                .withBean(Toggled.class)
                .run(context -> {
                    assertThat(context.getBean(FlagCache.class).isRunning()).isTrue();
                    FeatureFlags flags = context.getBean(FeatureFlags.class);
                    Shop.soon("first reading").until(() -> flags.isEnabled("only_in_redis"));
                    for (String flag : List.of("toggled", "configured", "only_in_redis")) {
                        assertThat(bytesPerCall(flags, flag)).as(flag).isZero();
                    }
                });
    }

    /** Returns the minimum of several measurements, because the JVM itself allocates now and then. */
    private long bytesPerCall(FeatureFlags flags, String flag) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            for (int kind = 0; kind < KINDS.size(); kind++) {
                flags.isEnabled("kind." + kind, EvaluationContext.of("anna"));
                flags.isEnabled("made up " + kind);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            int enabled = 0;
            for (int call = 0; call < CALLS; call++) {
                enabled += flags.isEnabled(flag) ? 1 : 0;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(enabled).isEqualTo(CALLS);
            least = Math.min(least, allocated / CALLS);
        }
        return least;
    }
}
