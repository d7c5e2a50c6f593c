package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.ReceivedEvents;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Each instance publishes changes made with redis-cli to its own listeners. */
class ChangedEventTests {

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void everyInstancePublishesEachChange() {
        redis.run("SET", "feature:checkout", "true");
        ApplicationContextRunner runner = Shop.on(redis.port()).withBean(ReceivedEvents.class);
        runner.run(one -> runner.run(other -> {
            Shop.of(one).awaitMode(SyncMode.TRACKING);
            Shop.of(other).awaitMode(SyncMode.TRACKING);
            Shop.of(one).awaitEnabled("checkout", true);
            Shop.of(other).awaitEnabled("checkout", true);

            redis.run("SET", "feature:checkout", "10%");

            for (ApplicationContext context : List.of(one, other)) {
                Shop.soon("published")
                        .untilAsserted(() -> assertThat(
                                        context.getBean(ReceivedEvents.class).events())
                                .containsExactly(
                                        new FeatureFlagChangedEvent("checkout", "true", "10%", ChangeSource.EXTERNAL)));
            }
        }));
    }
}
