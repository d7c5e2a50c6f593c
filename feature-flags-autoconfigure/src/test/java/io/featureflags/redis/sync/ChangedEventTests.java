package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

/** Each instance tells its own listeners of what somebody does with redis-cli. */
class ChangedEventTests {

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    static class Listener {

        final List<FeatureFlagChangedEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void changed(FeatureFlagChangedEvent event) {
            events.add(event);
        }
    }

    @Test
    void everyInstancePublishesEachChange() {
        redis.run("SET", "feature:checkout", "true");
        ApplicationContextRunner runner = Shop.on(redis.port()).withBean(Listener.class);
        runner.run(one -> runner.run(other -> {
            Shop.of(one).awaitMode(SyncMode.TRACKING);
            Shop.of(other).awaitMode(SyncMode.TRACKING);
            Shop.of(one).awaitEnabled("checkout", true);
            Shop.of(other).awaitEnabled("checkout", true);

            redis.run("SET", "feature:checkout", "10%");

            for (Listener listener : List.of(one.getBean(Listener.class), other.getBean(Listener.class))) {
                Shop.soon("told")
                        .untilAsserted(() -> assertThat(listener.events)
                                .containsExactly(
                                        new FeatureFlagChangedEvent("checkout", "true", "10%", ChangeSource.EXTERNAL)));
            }
        }));
    }
}
