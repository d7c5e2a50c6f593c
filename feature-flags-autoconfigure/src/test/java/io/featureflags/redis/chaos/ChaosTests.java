package io.featureflags.redis.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.testing.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Random faults and writes, with three instances on one real server. After each fault, every instance agrees with
 * Redis. At no time does a call throw or wait, or a flag flip without a write. {@code -Dchaos.seed=…} repeats a printed
 * seed, {@code -Dchaos.rounds=5000} runs longer, and {@code -Dchaos.faults=CUT,SLOW} selects faults.
 */
class ChaosTests {

    private static final Duration HARD_LIMIT = Duration.ofSeconds(30);

    private static final int LIMIT_MILLIS = 2_000;

    /** For the median of one fault, whose rounds are few, and are all late on a busy machine if it needs much reading. */
    private static final int LIMIT_MILLIS_OF_ONE = 5_000;

    /** How long an agreement must last, so that late changes are seen. */
    private static final Duration LASTING = Duration.ofMillis(20);

    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final int MAX_SHOWN = 5;

    /** Longer than the time within which flags count as vanishing together. */
    private static final Duration JUST = Duration.ofMillis(1_500);

    private final long seed = Long.getLong("chaos.seed", System.nanoTime());

    private final int rounds = Integer.getInteger("chaos.rounds", 104);

    private final Map<ChaosFault, ChaosFigures> figures = new EnumMap<>(ChaosFault.class);

    @TempDir
    private Path folder;

    /** Suppresses warnings, which would be thousands of lines; other tests check them. */
    @BeforeEach
    void suppressWarnings() {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.featureflags", LogLevel.ERROR);
    }

    @AfterEach
    void restoreWarnings() {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.featureflags", null);
    }

    @Test
    @DisplayName("R02 R03 R07 R25 R49: after each of many faults every instance agrees with Redis, and no call waits")
    void instancesAgreeWithRedisAfterEachFaultAndCallersNeverWait() {
        System.out.println("chaos: -Dchaos.seed=" + seed + " -Dchaos.rounds=" + rounds);
        try (ChaosServer server = new ChaosServer(folder)) {
            Random random = new Random(seed);
            List<String> first = ChaosFlags.arguments("MSET", ChaosFlags.OWN, random);
            server.redis().run(first.toArray(String[]::new));
            ChaosInstance.run(server, random, instances -> run(server, instances, random));
        }
    }

    private void run(ChaosServer server, List<ChaosInstance> instances, Random random) {
        // The first unknown name loads the classes of its map, for which others wait: on a busy machine too long.
        instances.forEach(instance -> instance.isEnabled("unwritten"));
        try (ChaosCallers callers = new ChaosCallers(instances, random.nextLong());
                ChaosWatch watch = new ChaosWatch(callers.threads());
                LogLines lines = LogLines.begin()) {
            awaitAgreement(server, instances, "the start", Tolerance.NONE);
            List<ChaosFault> chosen = ChaosFault.chosen(System.getProperty("chaos.faults"), server);
            List<ChaosFault> deck = new ArrayList<>();
            Map<String, Long> deleted = new HashMap<>();
            for (int number = 1; number <= rounds; number++) {
                if (deck.isEmpty()) { // All faults in random order, then all in another one.
                    deck.addAll(chosen);
                    Collections.shuffle(deck, random);
                }
                ChaosFault fault = deck.remove(deck.size() - 1);
                String name = "seed " + seed + ", round " + number + " (" + fault + ")";
                deleted.values().removeIf(when -> System.nanoTime() - when > JUST.toNanos());
                ChaosRound round = new ChaosRound(server, fault, deleted.keySet(), random.nextLong());
                run(name, round, fault, instances, callers);
                round.deleted().forEach(flag -> deleted.put(flag, System.nanoTime()));
                assertThat(callers.faults()).as(name).isEmpty();
            }
            assertThat(callers.waits()).as("calls that waited").isEmpty();
            assertThat(watch.intruders())
                    .as("callers within the code that communicates with Redis")
                    .isEmpty();
            assertThat(watch.samples()).as("how often callers were seen").isPositive();
            assertThat(lines.withStackTrace())
                    .as("logged with a stack trace, by any logger")
                    .isEmpty();
            assertThat(ChaosFigures.sum(figures.values()).percentile(90))
                    .as("milliseconds to agreement, p90")
                    .isLessThanOrEqualTo(LIMIT_MILLIS);
            figures.forEach((fault, own) -> assertThat(own.percentile(50))
                    .as("milliseconds to agreement after " + fault + ", p50")
                    .isLessThanOrEqualTo(LIMIT_MILLIS_OF_ONE));
        } finally {
            print();
        }
    }

    private void run(
            String name, ChaosRound round, ChaosFault fault, List<ChaosInstance> instances, ChaosCallers callers) {
        ChaosFigures own = figures.computeIfAbsent(fault, added -> new ChaosFigures(added.name()));
        callers.expect(name, round.steady(), own);
        round.run();
        long nanos = 0;
        if (!fault.isUnreported()) {
            nanos = awaitAgreement(
                    round.server(), instances, name, fault.mayLose() ? lastKnown(round) : Tolerance.NONE);
        }
        callers.expect(name, Map.of(), own);
        if (fault.needsSettling()) {
            round.settle();
            nanos = Math.max(
                    nanos, awaitAgreement(round.server(), instances, name + ", all set again", Tolerance.NONE));
        }
        own.agreed(nanos);
    }

    private static Tolerance lastKnown(ChaosRound round) {
        return (flag, instance) -> round.mayBeLastKnown(flag, instance.number(), instance.isEnabled(flag));
    }

    /** Waits until all agree, and returns how long it took in nanoseconds. */
    private static long awaitAgreement(
            ChaosServer server, List<ChaosInstance> instances, String name, Tolerance whereAbsent) {
        long started = System.nanoTime();
        Map<String, @Nullable String> values = server.values(ChaosFlags.ALL);
        List<String> found = disagreements(values, instances, whereAbsent);
        String last = "";
        while (!found.isEmpty() && System.nanoTime() - started < HARD_LIMIT.toNanos()) {
            last = found.get(0);
            LockSupport.parkNanos(1_000_000);
            found = disagreements(values, instances, whereAbsent);
        }
        long nanos = System.nanoTime() - started;
        if (nanos > SLOW.toNanos()) {
            System.out.println("chaos: " + name + " took " + nanos / 1_000_000 + " ms, in the end because " + last);
        }
        assertThat(found).as(name + ": disagree with Redis after " + HARD_LIMIT).isEmpty();
        for (long agreed = System.nanoTime(); System.nanoTime() - agreed < LASTING.toNanos(); ) {
            LockSupport.parkNanos(LASTING.toNanos());
        }
        assertThat(disagreements(values, instances, whereAbsent))
                .as(name + ": agreed, but does not any more")
                .isEmpty();
        return nanos;
    }

    private static List<String> disagreements(
            Map<String, @Nullable String> values, List<ChaosInstance> instances, Tolerance whereAbsent) {
        List<String> found = new ArrayList<>();
        for (ChaosInstance instance : instances) {
            for (String flag : ChaosFlags.ALL) {
                String value = values.get(flag);
                Evaluation answer = instance.evaluate(flag);
                if (!ChaosFlags.agrees(answer, flag, instance.number(), value)
                        && !(value == null && whereAbsent.allows(flag, instance))
                        && found.size() < MAX_SHOWN) {
                    found.add(instance + " (" + instance.status() + ") answers " + answer + " but Redis has " + value);
                }
            }
        }
        return found;
    }

    private void print() {
        System.out.println("chaos: seed " + seed + "\n" + ChaosFigures.header());
        figures.values().forEach(each -> System.out.println(each.line()));
        System.out.println(ChaosFigures.sum(figures.values()).line());
    }

    /** The answers that are allowed for a flag without a value, besides that of application.yml. */
    @FunctionalInterface
    private interface Tolerance {

        Tolerance NONE = (flag, instance) -> false;

        boolean allows(String flag, ChaosInstance instance);
    }
}
