package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.JavaProcess;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that records external changes is killed: each change is recorded once, by it or by another instance. */
class KilledRecorderTests {

    private static final int INSTANCES = 2;

    /** The times between a change and the end of the process, which may have recorded it or not. */
    private static final List<Duration> TIMES_TO_RECORD =
            List.of(Duration.ZERO, Duration.ofMillis(3), Duration.ofMillis(10), Duration.ofMillis(30));

    /** How many processes are started at most until one of them records. */
    private static final int STARTS = 5;

    /** How many changes a started process has to become the recorder. */
    private static final int CHANGES = 20;

    /** Longer than the longest wait for a record, after which other instances would record. */
    private static final Duration SETTLED = Duration.ofMillis(2500);

    private final RedisProcess redis = RedisProcess.start();

    private final Fleet fleet = new Fleet(redis, Shop.on(redis.port()));

    /** The changes, the newest first. */
    private final List<String> changes = new ArrayList<>();

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        redis.close();
    }

    @Test
    void eachChangeIsRecordedOnce() {
        fleet.run(INSTANCES, () -> {
            startRecorder();
            kill();
            change();
            awaitRecorded();
            for (Duration time : TIMES_TO_RECORD) {
                startRecorder();
                change();
                LockSupport.parkNanos(time.toNanos()); // There is nothing to wait for, and a poll takes 10 ms.
                kill();
                awaitRecorded();
                change();
                awaitRecorded();
            }
            Shop.holds(
                    "no change is recorded twice",
                    SETTLED,
                    () -> fleet.changes().equals(changes));
        });
    }

    /** Starts processes until one of them records. On a busy machine, another instance may take over from it at once. */
    private void startRecorder() {
        boolean records = false;
        for (int attempt = 0; attempt < STARTS && !records; attempt++) {
            start();
            int recorded = 0;
            for (int i = 0; i < CHANGES && recorded < 2; i++) { // The first one may be what it has just read.
                change();
                awaitRecorded();
                recorded = isLastRecordedByProcess() ? recorded + 1 : 0;
            }
            records = recorded == 2;
            if (!records) {
                kill();
            }
        }
        assertThat(records).as("a started process records").isTrue();
    }

    private void start() {
        Path output = folder.resolve("output");
        processes.add(JavaProcess.start(FollowingApplication.class, output, Integer.toString(redis.port())));
        Shop.soon("the process follows Redis")
                .atMost(Duration.ofMinutes(2))
                .failFast(() -> assertThat(recorder().isAlive())
                        .as("%s", Files.readString(output))
                        .isTrue())
                .until(() -> Files.readString(output).contains(FollowingApplication.FOLLOWS));
    }

    private Process recorder() {
        return processes.get(processes.size() - 1);
    }

    private boolean isLastRecordedByProcess() {
        return fleet.run("XREVRANGE", "audit:{feature:checkout}", "+", "-", "COUNT", "1")
                .contains(FollowingApplication.NAME + "@");
    }

    private void kill() {
        recorder().destroyForcibly();
        try {
            assertThat(recorder().waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void change() {
        boolean on = changes.size() % 2 == 0;
        String before = changes.isEmpty() ? "-" : "=" + !on;
        fleet.run("SET", "feature:checkout", Boolean.toString(on));
        changes.add(0, before + " =" + on);
    }

    private void awaitRecorded() {
        fleet.await(changes.size() % 2 == 1, changes.toArray(String[]::new));
    }
}
