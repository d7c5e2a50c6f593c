package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.ChangeSource;
import io.featureflags.FlagWrite;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.testing.JavaProcess;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Three processes count while answers are lost, Redis is frozen and killed, and they are killed: the sums are exact. */
class RolloutSumsTests {

    private static final int INSTANCES = 3;

    private static final int FAULTS = 20;

    private static final long CALLS_OF_STEP = 300;

    private final List<Process> instances = new ArrayList<>();

    @TempDir
    private Path folder;

    private RedisProcess redis;

    private TcpRelay relay;

    private LettuceConnectionFactory source;

    private RedisFlagLedger ledger;

    @BeforeEach
    void start() {
        redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always", "--dir", folder.toString());
        relay = TcpRelay.to(redis.port());
        source = LedgerServers.lettuce(redis.port());
        ledger = LedgerServers.ledger(source, LedgerServers::ignore);
    }

    @AfterEach
    void stop() {
        instances.forEach(Process::destroyForcibly);
        ledger.stop();
        source.destroy();
        relay.close();
        redis.close();
    }

    @Test
    void noBatchIsLostOrCountedTwice() throws IOException, InterruptedException {
        ledger.write("a", RolloutBatches.plan(1), FlagWrite.by("ada"));
        for (int instance = 0; instance < INSTANCES; instance++) {
            instances.add(start(instance));
        }
        for (int fault = 0; fault < FAULTS; fault++) {
            awaitAnswers(INSTANCES, 10);
            relay.cut();
            awaitAnswers(INSTANCES, 10);
            relay.halfClose();
        }
        awaitAnswers(INSTANCES, 10);
        redis.freeze();
        Shop.holds("frozen", Duration.ofSeconds(5), () -> true);
        redis.thaw();
        awaitAnswers(INSTANCES, 10);
        redis.kill();
        redis.restart();
        awaitAnswers(INSTANCES, 10);
        kill(INSTANCES - 1);
        awaitAnswers(INSTANCES - 1, 10);
        for (int instance = 0; instance < INSTANCES; instance++) {
            kill(instance);
        }

        Shop.soon("last commands are counted").untilAsserted(this::checkSums);
        for (int instance = 0; instance < INSTANCES; instance++) {
            assertThat(counted(instance)).isBetween(answered(instance), answered(instance) + 1);
        }
    }

    @Test
    void eachCallStaysInTheStepThatDecidedIt() {
        int[] steps = {1, 5, 25};
        AtomicLongArray accepted = new AtomicLongArray(steps.length);
        ledger.write("a", RolloutBatches.plan(steps[0]), FlagWrite.by("ada"));
        List<CompletableFuture<Void>> senders = IntStream.range(0, INSTANCES)
                .mapToObj(instance -> CompletableFuture.runAsync(() -> countInAllSteps(instance, steps, accepted)))
                .toList();
        for (int step = 0; step < steps.length; step++) {
            int present = step;
            Shop.soon("counted at " + steps[step]).until(() -> accepted.get(present) >= CALLS_OF_STEP);
            if (step + 1 < steps.length) {
                String next = RolloutBatches.plan(steps[step + 1]);
                ledger.write("a", next, new FlagWrite("plan", ChangeSource.AUTOMATED, "rollout", null, null, next));
            }
        }
        assertThat(senders).allSatisfy(sender -> assertThat(sender).succeedsWithin(Duration.ofSeconds(30)));

        RolloutProgress progress = Objects.requireNonNull(ledger.rollouts().progress("a"));
        assertThat(progress.past())
                .extracting(past -> past.counts().newCalls())
                .containsExactly(accepted.get(0), accepted.get(1));
        assertThat(progress.present().counts().newCalls()).isEqualTo(accepted.get(2));
    }

    private void countInAllSteps(int instance, int[] steps, AtomicLongArray accepted) {
        RedisFlagLedger own = LedgerServers.ledger(source, LedgerServers::ignore);
        int step = 0;
        for (long number = 1; accepted.get(steps.length - 1) < CALLS_OF_STEP; number++) {
            RolloutBatch batch = RolloutBatches.by(
                    RolloutBatches.calls(RolloutBatches.at(steps[step]), 1, 1),
                    "sender-" + instance,
                    number,
                    "shop/" + instance);
            if (own.rollouts().count("a", batch) != null) {
                accepted.incrementAndGet(step);
            } else {
                step++; // The flag has the next value.
            }
        }
        own.stop();
    }

    private void checkSums() {
        long calls = IntStream.range(0, INSTANCES)
                .mapToLong(instance -> counted(instance) * (counted(instance) + 1) / 2)
                .sum();
        long users = IntStream.range(0, INSTANCES)
                .mapToLong(instance -> Math.min(counted(instance), CountingApplication.USERS))
                .sum();
        RolloutProgress progress = Objects.requireNonNull(ledger.rollouts().progress("a"));
        assertThat(progress.present().counts()).isEqualTo(new RolloutCounts(calls, 2 * calls, users, 0, 0, 0));
    }

    /** Returns the number of the last batch that Redis has counted. */
    private long counted(int instance) {
        return Long.parseLong(redis.run("HGET", "rollout:{feature:a}", "seq:sender-" + instance));
    }

    private void awaitAnswers(int of, int more) {
        long[] before = IntStream.range(0, of).mapToLong(this::answered).toArray();
        Shop.soon("more answers")
                .atMost(Duration.ofMinutes(2))
                .until(() ->
                        IntStream.range(0, of).allMatch(instance -> answered(instance) >= before[instance] + more));
    }

    private long answered(int instance) {
        try {
            return CountingApplication.ANSWER
                    .matcher(Files.readString(output(instance)))
                    .results()
                    .mapToLong(answer -> Long.parseLong(answer.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Process start(int instance) throws IOException {
        Files.createFile(output(instance));
        return JavaProcess.start(
                CountingApplication.class,
                output(instance),
                Integer.toString(relay.port()),
                Integer.toString(instance));
    }

    private Path output(int instance) {
        return folder.resolve("output-" + instance);
    }

    private void kill(int instance) throws InterruptedException {
        Process process = instances.get(instance);
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
