package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.FeatureFlags;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Threads and connections end with the application, whatever Redis does at that moment. */
@Tag("fault")
class LifecycleTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void everyThreadIsADaemonOfOurName() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        runner.run(context -> {
            Set<Thread> ours = newThreads(before);
            System.out.println(
                    "[lifecycle] " + ours.stream().map(Thread::getName).sorted().toList());
            assertThat(ours)
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon)
                    .allMatch(thread -> thread.getName().startsWith("feature-flags-"));
        });
    }

    @Test
    void threadsAndConnectionsEndWithTheContext() {
        endsWithTheContext(() -> {});
    }

    @Test
    void threadsAndConnectionsEndWithTheContextWhileRedisIsFrozen() {
        endsWithTheContext(redis::freeze);
        redis.thaw();
    }

    @Test
    void threadsAndConnectionsEndWithTheContextWhileRedisIsAway() {
        endsWithTheContext(redis::kill);
    }

    /** A frozen server found out: the thread is within an attempt to connect when the stop comes. */
    @Test
    void threadsAndConnectionsEndWithTheContextInTheMiddleOfAnAttempt() {
        redis.freeze();
        endsWithTheContext(() -> {});
        redis.thaw();
    }

    private void endsWithTheContext(Runnable beforeClose) {
        List<Long> closing = Collections.synchronizedList(new ArrayList<>());
        List<Long> gone = Collections.synchronizedList(new ArrayList<>());
        for (int round = 0; round < 3; round++) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            runner.withPropertyValues("feature-flags.redis.startup-wait=200ms").run(context -> {
                context.getBean(FeatureFlags.class).isEnabled("checkout");
                beforeClose.run();
                long started = System.nanoTime();
                context.getSourceApplicationContext().close();
                closing.add((System.nanoTime() - started) / 1_000_000);
                await().pollInterval(Duration.ofMillis(1))
                        .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
                gone.add((System.nanoTime() - started) / 1_000_000);
            });
        }
        System.out.println("[lifecycle] ms: closing " + closing + ", threads gone after " + gone);
        // What waited for Redis would wait 500 ms at least, each time. The machine may be busy now and then.
        assertThat(Collections.min(gone)).isLessThan(400);
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("feature-flags"))
                .collect(Collectors.toSet());
    }
}
