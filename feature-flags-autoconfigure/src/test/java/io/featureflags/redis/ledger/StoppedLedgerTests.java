package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.testing.RedisCluster;
import io.featureflags.testing.Shop;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A call after the stop of the application opens no connection, which in a cluster would stay for good. */
@Tag("waiting")
class StoppedLedgerTests {

    private final RedisCluster cluster = RedisCluster.start();

    private final ApplicationContextRunner runner = Shop.withFlags(List.of("checkout"))
            .withPropertyValues("spring.data.redis.cluster.nodes=" + Shop.addresses(cluster.ports()));

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void callAfterTheStopFailsAndTheNextStartServesItAgain() {
        Set<Thread> before = threads();
        runner.run(context -> {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            admin.set("checkout", "true", FlagWrite.by("ada"));
            context.stop();

            FlagStoreException late = catchThrowableOfType(
                    FlagStoreException.class, () -> admin.set("checkout", "false", FlagWrite.by("ada")));
            assertThat(late).hasMessageContaining("'checkout'").hasMessageContaining("the application is stopping");
            assertThat(late.isOutcomeKnown()).isTrue();
            assertThatThrownBy(() -> admin.history("checkout", 10))
                    .isInstanceOf(FlagStoreException.class)
                    .hasMessageContaining("the application is stopping");
            awaitEnd(before);

            context.start();
            assertThat(admin.history("checkout", 10)).hasSize(1);
        });
        awaitEnd(before);
    }

    /** As requests that a web server completes before it stops. */
    @Test
    void beanThatStopsEarlierCanStillWrite() {
        runner.withUserConfiguration(WritesAtItsStop.class).run(context -> {});
        assertThat(cluster.run("GET", "feature:checkout")).isEqualTo("20%");
    }

    private static void awaitEnd(Set<Thread> before) {
        Shop.soon("threads end")
                .untilAsserted(() -> assertThat(threads()).as("threads").isSubsetOf(before));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("feature-flags"))
                .collect(Collectors.toSet());
    }

    @Configuration(proxyBeanMethods = false)
    static class WritesAtItsStop {

        @Bean
        SmartLifecycle webServer(FeatureFlagAdmin admin) {
            return new SmartLifecycle() {

                private boolean running;

                @Override
                public void start() {
                    running = true;
                }

                @Override
                public void stop() {
                    running = false;
                    admin.set("checkout", "20%", FlagWrite.by("ada"));
                }

                @Override
                public boolean isRunning() {
                    return running;
                }

                @Override
                public int getPhase() {
                    return DEFAULT_PHASE - 1024;
                }
            };
        }
    }
}
