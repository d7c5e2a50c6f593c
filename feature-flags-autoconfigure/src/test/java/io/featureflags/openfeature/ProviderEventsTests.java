package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderState;
import io.featureflags.spi.SyncMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The events of a provider on a real API, and the thread that emits them. */
@Tag("openfeature")
class ProviderEventsTests {

    private static final int OUTAGES = 200;

    private final ProviderThreads threads = new ProviderThreads();

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    private final FeatureFlagsProvider provider = Applications.failing();

    private final ModeStore store = new ModeStore(true);

    private final ProviderEvents events = new ProviderEvents(provider, store, Duration.ofMillis(1));

    private final List<ProviderEvent> received = new CopyOnWriteArrayList<>();

    private final List<EventDetails> details = new CopyOnWriteArrayList<>();

    @BeforeEach
    void bind() {
        api.setProviderAndWait(provider);
        for (ProviderEvent event : ProviderEvent.values()) {
            api.on(event, detail -> {
                received.add(event);
                details.add(detail);
            });
        }
    }

    @AfterEach
    void stop() {
        events.stop();
        api.shutdown();
        threads.awaitEnd();
    }

    @Test
    void outagesAreReportedInOrder() {
        events.start();
        List<ProviderEvent> expected = new ArrayList<>();
        for (int outage = 0; outage < OUTAGES; outage++) {
            store.mode = SyncMode.DOWN;
            expected.add(ProviderEvent.PROVIDER_STALE);
            await().pollInterval(Duration.ofMillis(1)).until(() -> received.size() == expected.size());
            assertThat(api.getClient().getProviderState()).isEqualTo(ProviderState.STALE);
            store.mode = SyncMode.POLLING;
            expected.add(ProviderEvent.PROVIDER_READY);
            await().pollInterval(Duration.ofMillis(1)).until(() -> received.size() == expected.size());
            assertThat(api.getClient().getProviderState()).isEqualTo(ProviderState.READY);
        }

        assertThat(received).isEqualTo(expected);
    }

    @Test
    void anOutageAtTheStartIsReported() {
        store.mode = SyncMode.DOWN;
        assertThat(received).isEmpty();

        events.start();

        await().untilAsserted(() -> assertThat(received).containsExactly(ProviderEvent.PROVIDER_STALE));
        assertThat(details.get(0).getProviderName()).isEqualTo("feature-flags");
        assertThat(details.get(0).getMessage()).contains("keep their last known values");
    }

    @Test
    void changesWithin50MillisecondsAreOne() {
        events.start();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            events.changed("flag" + i);
            events.changed("flag" + i);
            names.add("flag" + i);
        }

        await().untilAsserted(() -> assertThat(received).isNotEmpty());
        events.changed("late");
        await().untilAsserted(() -> assertThat(received).hasSize(2));
        assertThat(received).containsOnly(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED);
        assertThat(details.get(0).getFlagsChanged()).hasSize(100).containsAll(names);
        assertThat(details.get(1).getFlagsChanged()).containsExactly("late");
    }

    @Test
    void changesBeforeTheStartAreReportedAfterIt() {
        events.changed("early");
        assertThat(received).isEmpty();

        events.start();

        await().untilAsserted(() -> assertThat(received).containsExactly(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED));
    }

    @Test
    void nothingIsReportedAfterTheStopUntilTheNextStart() {
        events.start();
        assertThat(events.isRunning()).isTrue();

        events.stop();
        store.mode = SyncMode.DOWN;
        events.changed("flag");

        assertThat(events.isRunning()).isFalse();
        threads.awaitEndOfEvents();
        assertThat(received).isEmpty();
        events.start();
        await().untilAsserted(() -> assertThat(received)
                .containsExactlyInAnyOrder(ProviderEvent.PROVIDER_STALE, ProviderEvent.PROVIDER_CONFIGURATION_CHANGED));
    }

    @Test
    void aProviderThatIsShutDownReportsNothing() {
        events.start();
        api.shutdown();
        for (ProviderEvent event : ProviderEvent.values()) {
            api.on(event, detail -> received.add(event));
        }
        store.mode = SyncMode.DOWN;

        threads.awaitEndOfEvents();
        assertThat(received).isEmpty();
    }

    @Test
    void aStoreInMemoryIsNeverAway() {
        ProviderEvents inMemory = new ProviderEvents(provider, new ModeStore(false));
        inMemory.start();
        inMemory.changed("flag");

        await().untilAsserted(() -> assertThat(received).containsExactly(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED));
        inMemory.stop();
    }
}
