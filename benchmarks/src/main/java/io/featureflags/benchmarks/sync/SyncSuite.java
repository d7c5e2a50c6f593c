package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Target;
import io.featureflags.benchmarks.jmh.Workload;
import io.featureflags.benchmarks.jmh.Workload.Column;
import java.time.Duration;
import java.util.List;

/** Changes and memory in the report. */
public final class SyncSuite {

    static final Workload PROPAGATION = new Workload(
            "E",
            "From a change in Redis to the new answer",
            "All contenders have their flags in one real Redis each, and one value of each flag in memory. Each flag is"
                    + " changed once, at a random moment, by a separate client, as with redis-cli. The time is from before that"
                    + " client connects until the first call that returns the new answer. One thread checks all flags all the"
                    + " time.",
            "Propagation",
            List.of("PropagationOurs"),
            List.of(),
            "PropagationOurs.p50",
            Target.Unit.MILLIS,
            List.of(new Column("p50", "p50"), new Column("p99", "p99"), new Column("max", "max")));

    static final List<Integer> SIZES = List.of(10, 1_000, 10_000);

    static final Workload MEMORY = new Workload(
            "F",
            "Memory of a flag",
            "Used heap after garbage collection, in a separate JVM for each contender. The contender has read that many"
                    + " flags and checked each of them. Its used heap with ten other flags is subtracted, and the difference is"
                    + " divided by the number of flags. Unleash is missing: its features are outside the heap.",
            "Memory",
            List.of("MemoryOurs"),
            List.of(),
            "MemoryOurs.10000",
            Target.Unit.BYTES,
            List.of(
                    new Column("10", "10 flags"),
                    new Column("1000", "1,000 flags"),
                    new Column("10000", "10,000 flags")));

    /** The workloads of propagation and memory, which have no targets. */
    public static final Suite SUITE = new Suite(List.of(PROPAGATION, MEMORY), List.of());

    private static final Duration PEERS_INTERVAL = Duration.ofSeconds(10);

    private SyncSuite() {}

    /**
     * Measures propagation and memory.
     *
     * @param quick whether to measure within a few minutes only, with large errors
     * @return the figures
     */
    public static Results measure(boolean quick) {
        Options options = quick ? Options.parse("--quick") : Options.parse();
        Duration window = quick ? Duration.ofSeconds(2) : PEERS_INTERVAL.multipliedBy(2);
        return new PropagationComparison(quick ? 20 : 100, window, PEERS_INTERVAL, options.seed())
                .measure()
                .and(new MemoryPerFlag(SIZES, options.memoryRounds()).measure());
    }

    /**
     * Runs both measurements briefly, with short intervals of the peers, as a smoke test.
     *
     * @return figures without a meaning
     */
    public static Results smoke() {
        return new PropagationComparison(3, Duration.ofMillis(100), Duration.ofMillis(100), 1)
                .measure()
                .and(new MemoryPerFlag(SIZES, 1).measure());
    }

    /**
     * Returns the version of the Redis of all measurements.
     *
     * @return the version
     */
    public static String redisVersion() {
        try (MeasuredRedis redis = new MeasuredRedis()) {
            return redis.version();
        }
    }
}
