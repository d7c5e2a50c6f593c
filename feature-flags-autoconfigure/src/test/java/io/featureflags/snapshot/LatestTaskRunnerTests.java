package io.featureflags.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatestTaskRunnerTests {

    private static final String NAME = "latest-task-runner-test";

    private static final Duration LONG = Duration.ofHours(1);

    private static final Duration LIMIT = Duration.ofMillis(100);

    private final List<Integer> done = new CopyOnWriteArrayList<>();

    private LatestTaskRunner runner = new LatestTaskRunner(NAME, LONG);

    @AfterEach
    void stop() {
        runner.stop(LIMIT);
        awaitEnd();
    }

    @Test
    void ofManyTasksInShortOrderTheLatestRuns() {
        runner.execute(() -> done.add(0));
        awaitState(Thread.State.TIMED_WAITING); // It rests.
        for (int task = 1; task < 100; task++) {
            int number = task;
            runner.execute(() -> done.add(number));
        }
        assertThat(done).containsExactly(0);

        runner.stop(LIMIT);
        awaitEnd();

        assertThat(done).containsExactly(0, 99);
    }

    @Test
    void latestTaskRunsAfterTheRest() {
        runner = new LatestTaskRunner(NAME, Duration.ofMillis(1));

        for (int task = 0; task < 100; task++) {
            int number = task;
            runner.execute(() -> done.add(number));
        }

        await().until(() -> done.contains(99));
        assertThat(done).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void threadIsCreatedOnDemandAndEndsWithTheStop() {
        assertThat(threads(NAME)).isEmpty();

        runner.execute(() -> done.add(0));
        assertThat(threads(NAME))
                .singleElement()
                .satisfies(made -> assertThat(made.isDaemon()).isTrue());

        runner.stop(LIMIT);
        awaitEnd();
        assertThat(done).containsExactly(0);
    }

    @Test
    void taskAfterTheStopLeavesNoThread() {
        runner.stop(LIMIT);
        runner.stop(LIMIT);

        runner.execute(() -> done.add(0));
        await().until(() -> done.contains(0));
        awaitEnd();
    }

    @Test
    void runsTasksAgainAfterTheStop() {
        for (int task = 0; task < 3; task++) {
            int number = task;
            runner.execute(() -> done.add(number));
            runner.stop(LIMIT);
            awaitEnd();
        }

        assertThat(done).containsExactly(0, 1, 2);

        runner.start();
        runner.execute(() -> done.add(3));
        awaitState(Thread.State.TIMED_WAITING); // It rests again, as before the stop.
    }

    @Test
    void noTaskIsLostToAConcurrentStop() throws InterruptedException {
        runner = new LatestTaskRunner(NAME, Duration.ZERO);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> stops = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                runner.stop(Duration.ofMillis(1));
            }
        });
        try {
            for (int task = 0; task < 5000; task++) {
                CountDownLatch run = new CountDownLatch(1);
                runner.execute(run::countDown);
                assertThat(run.await(10, TimeUnit.SECONDS)).as("task %d", task).isTrue();
            }
        } finally {
            over.set(true);
            stops.join();
        }
    }

    @Test
    void executeReturnsImmediatelyAndStopHasALimit() {
        CountDownLatch blocked = new CountDownLatch(1);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            runner.execute(() -> {
                awaitLatch(blocked);
                done.add(0);
            });
            awaitState(Thread.State.WAITING);
            runner.execute(() -> done.add(1));
            runner.stop(LIMIT);
            runner.execute(() -> done.add(2));
            assertThat(threads(NAME)).hasSize(1);
            runner.stop(LIMIT);
        });

        blocked.countDown();
        awaitEnd();

        assertThat(done).containsExactly(0, 2);
    }

    @Test
    void interruptedStopStillRunsTheTask() {
        CountDownLatch blocked = new CountDownLatch(1);
        runner.execute(() -> awaitLatch(blocked));
        awaitState(Thread.State.WAITING);
        runner.execute(() -> done.add(1));
        Thread.currentThread().interrupt();

        runner.stop(LONG);

        assertThat(Thread.interrupted()).isTrue();
        blocked.countDown();
        awaitEnd();
        assertThat(done).containsExactly(1);
    }

    static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    private static void awaitState(Thread.State state) {
        await().until(() -> threads(NAME).stream().anyMatch(thread -> thread.getState() == state));
    }

    private static void awaitEnd() {
        await().until(() -> threads(NAME).isEmpty());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
