package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlags;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Threads and connections end with the application, in any state of Redis. */
@Tag("waiting")
class LifecycleTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.runner("spring.data.redis.port=" + redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void everyThreadIsANamedDaemon() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        runner.run(context -> {
            Set<Thread> started = newThreads(before);
            System.out.println("[lifecycle] "
                    + started.stream().map(Thread::getName).sorted().toList());
            assertThat(started)
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
    void threadsAndConnectionsEndWhileRedisIsFrozen() {
        endsWithTheContext(redis::freeze);
        redis.thaw();
    }

    @Test
    void threadsAndConnectionsEndWhileRedisIsAway() {
        endsWithTheContext(redis::kill);
    }

    /** The server is frozen from the start, so that the thread is connecting when the stop comes. */
    @Test
    void threadsAndConnectionsEndDuringAnAttemptToConnect() {
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
                long begin = System.nanoTime();
                context.getSourceApplicationContext().close();
                closing.add((System.nanoTime() - begin) / 1_000_000);
                await().pollInterval(Duration.ofMillis(1))
                        .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
                gone.add((System.nanoTime() - begin) / 1_000_000);
            });
        }
        System.out.println("[lifecycle] ms: closing " + closing + ", threads gone after " + gone);
        // A wait for Redis would take at least 500 ms each time. The minimum, since the machine may be busy at times.
        assertThat(Collections.min(gone)).isLessThan(400);
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("feature-flags"))
                .collect(Collectors.toSet());
    }
}
