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

/** Listeners of an application, good and bad ones. */
@ExtendWith(OutputCaptureExtension.class)
class ChangePublisherTests {

    private static final FeatureFlagChangedEvent EVENT =
            new FeatureFlagChangedEvent("flag", "true", "false", ChangeSource.EXTERNAL);

    private final List<Object> seen = new CopyOnWriteArrayList<>();

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
        seen.add(Thread.currentThread().getName());
        seen.add(event);
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
    void eventsComeOnAThreadOfTheirOwnThatEndsAfterThem() {
        publisher.changed(EVENT);

        await().untilAsserted(() -> assertThat(seen).containsExactly("feature-flags-events", EVENT));
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("feature-flags-events")));
        publisher.changed(EVENT);
        await().untilAsserted(() -> assertThat(seen).hasSize(4));
    }

    @Test
    void listenerThatThrowsIsLoggedAndTheNextEventComes(CapturedOutput output) {
        fails = true;
        publisher.changed(EVENT);
        await().untilAsserted(() -> assertThat(output)
                .contains("A listener has failed on the change of feature flag 'flag'")
                .contains("a listener has failed"));
        fails = false;
        publisher.changed(EVENT);

        await().untilAsserted(() -> assertThat(seen).contains(EVENT));
    }

    @Test
    void listenerThatBlocksHoldsUpNobodyAndFillsNoMemory(CapturedOutput output) {
        blocks = true;
        for (int i = 0; i < 20_000; i++) {
            publisher.changed(EVENT);
        }
        assertThat(output).containsOnlyOnce("A listener of feature flag changes holds up more than 10000 events");
        blocks = false;
        blocked.countDown();

        await().untilAsserted(() -> assertThat(seen).hasSize(2 * 10_001));
    }

    @Test
    void eventsOfTheTimeBeforeTheStartComeAfterIt() {
        ChangePublisher early = new ChangePublisher(this::listen, FeatureFlagChangedEvent::source);
        early.changed(EVENT);
        assertThat(early.isRunning()).isFalse();
        publisher.changed(new FeatureFlagChangedEvent("other", null, "true", ChangeSource.EXTERNAL));
        await().untilAsserted(() -> assertThat(seen).hasSize(2).doesNotContain(EVENT));

        early.start();

        await().untilAsserted(() -> assertThat(seen).contains(EVENT));
        early.destroy();
    }

    @Test
    void applicationThatEndsBeforeItHasStartedLeavesNoThread() {
        ChangePublisher early = new ChangePublisher(this::listen, FeatureFlagChangedEvent::source);
        early.changed(EVENT);

        early.destroy();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("feature-flags-events")));
        assertThat(seen).isEmpty();
    }

    @Test
    void nothingIsPublishedAfterTheEnd(CapturedOutput output) {
        publisher.destroy();

        publisher.changed(EVENT);

        assertThat(seen).isEmpty();
        assertThat(output).doesNotContain("WARN");
    }
}
