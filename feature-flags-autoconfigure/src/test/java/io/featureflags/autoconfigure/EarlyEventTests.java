package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FeatureFlags;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

/** A change during the start reaches listeners that are created later. */
class EarlyEventTests {

    static class Early {

        Early(FeatureFlags flags, SettableStore store) {
            assertThat(flags.isEnabled("flag")).isFalse();
            store.set("flag", "true");
            assertThat(flags.isEnabled("flag")).isTrue();
        }
    }

    static class Listener {

        final String madeOn = Thread.currentThread().getName();

        final List<FeatureFlagChangedEvent> events = new CopyOnWriteArrayList<>();

        @EventListener
        void changed(FeatureFlagChangedEvent event) {
            events.add(event);
        }
    }

    @Test
    void changeBeforeTheListenersAreThere() {
        SettableStore store = new SettableStore();
        store.set("flag", "false");
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withPropertyValues("feature-flags.flags.flag.owner=shop")
                .withBean(SettableStore.class, () -> store)
                .withBean(Early.class)
                .withBean(Listener.class)
                .run(context -> {
                    Listener listener = context.getBean(Listener.class);
                    await().untilAsserted(() -> assertThat(listener.events)
                            .containsExactly(
                                    new FeatureFlagChangedEvent("flag", "false", "true", ChangeSource.EXTERNAL)));
                    assertThat(listener.madeOn).isEqualTo(Thread.currentThread().getName());
                });
    }
}
