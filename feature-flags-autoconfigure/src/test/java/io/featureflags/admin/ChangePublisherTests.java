package io.featureflags.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Publication of changes to listeners that return, throw or block. */
@ExtendWith(OutputCaptureExtension.class)
class ChangePublisherTests {

    private static final FeatureFlagChangedEvent EVENT =
            new FeatureFlagChangedEvent("flag", "true", "false", ChangeSource.EXTERNAL);

    private final List<Object> received = new CopyOnWriteArrayList<>();

    private final CountDownLatch blocked = new CountDownLatch(1);

    private final ChangePublisher publisher = new ChangePublisher(this::listen, FeatureFlagChangedEvent::source);

    private volatile RuntimeException failure = new IllegalStateException("a listener has failed");

    private volatile boolean fails;

    private volatile boolean blocks;

    private void listen(Object event) {
        if (blocks) {
            try {
                blocked.await();
            } catch (InterruptedException ex) {
                return;
            }
        }
        if (fails) {
            throw failure;
        }
        received.add(Thread.currentThread().getName());
        received.add(event);
    }

    @BeforeEach
    void start() {
        publisher.start();
    }

    @AfterEach
    void stop() {
        blocked.countDown();
        publisher.destroy();
    }

    @Test
    void publishesOnItsOwnThreadWhichEndsWhenIdle() {
        publisher.changed(EVENT);

        await().untilAsserted(() -> assertThat(received).containsExactly("feature-flags-events", EVENT));
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("feature-flags-events")));
        publisher.changed(EVENT);
        await().untilAsserted(() -> assertThat(received).hasSize(4));
    }

    @Test
    void logsListenerThatThrowsAndPublishesTheNextEvent(CapturedOutput output) {
        fails = true;
        publisher.changed(EVENT);
        await().untilAsserted(() -> assertThat(output)
                .contains("A listener has failed on the change of feature flag 'flag'")
                .contains("a listener has failed"));
        fails = false;
        publisher.changed(EVENT);

        await().untilAsserted(() -> assertThat(received).contains(EVENT));
    }

    @Test
    void listenerThatBlocksDelaysNoCallerAndFillsNoMemory(CapturedOutput output) {
        blocks = true;
        for (int i = 0; i < 20_000; i++) {
            publisher.changed(EVENT);
        }
        assertThat(output).containsOnlyOnce("A listener of feature flag changes blocks more than 10000 events");
        blocks = false;
        blocked.countDown();

        await().untilAsserted(() -> assertThat(received).hasSize(2 * 10_001));
    }

    @Test
    void otherEventsAreOnTheSameThreadAndHaveTheirOwnLimit(CapturedOutput output) {
        blocks = true;
        for (int i = 0; i < 20_000; i++) {
            publisher.publish("tracked");
        }
        publisher.changed(EVENT);
        assertThat(output).containsOnlyOnce("A listener of tracked actions blocks more than 10000 events");
        blocks = false;
        blocked.countDown();

        await().untilAsserted(() -> assertThat(received).hasSize(2 * 10_002).contains(EVENT));
        assertThat(received).filteredOn("feature-flags-events"::equals).hasSize(10_002);
    }

    @Test
    void logsListenerOfOtherEventsThatThrows(CapturedOutput output) {
        fails = true;
        publisher.publish("tracked");

        await().untilAsserted(() -> assertThat(output).contains("A listener has failed on a String"));
    }

    @Test
    void publishesEventsFromBeforeTheStartAfterIt() {
        ChangePublisher early = new ChangePublisher(this::listen, FeatureFlagChangedEvent::source);
        early.changed(EVENT);
        publisher.changed(new FeatureFlagChangedEvent("other", null, "true", ChangeSource.EXTERNAL));
        await().untilAsserted(() -> assertThat(received).hasSize(2).doesNotContain(EVENT));

        early.start();

        await().untilAsserted(() -> assertThat(received).contains(EVENT));
        early.destroy();
    }

    @Test
    void applicationThatEndsBeforeItsStartLeavesNoThread() {
        ChangePublisher early = new ChangePublisher(this::listen, FeatureFlagChangedEvent::source);
        early.changed(EVENT);

        early.destroy();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("feature-flags-events")));
        assertThat(received).isEmpty();
    }

    @Test
    void publishesNothingAfterTheEnd(CapturedOutput output) {
        publisher.destroy();

        publisher.changed(EVENT);

        assertThat(received).isEmpty();
        assertThat(output).doesNotContain("WARN");
    }
}
