package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The time until ours and peers see a change in Redis, by the same method: every flag is changed once at a random moment. So
 * there are a hundred changes while a cache of ten seconds expires a few times.
 */
final class PropagationComparison {

    private static final long WATCH_NANOS = 50_000;

    private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

    private final int flags;

    private final Duration window;

    private final Duration peersInterval;

    private final Random random;

    PropagationComparison(int flags, Duration window, Duration peersInterval, long seed) {
        this.flags = flags;
        this.window = window;
        this.peersInterval = peersInterval;
        this.random = new Random(seed);
    }

    Results measure() {
        long millis = peersInterval.toMillis();
        Results results = new Results(new HashMap<>(), new HashMap<>());
        for (WatchedContender contender : new WatchedContender[] {
            new PropagationOurs(), new PropagationTogglzCachedRedis(millis), new PropagationFf4jPolledRedis(millis)
        }) {
            try (contender;
                    RedisProcess redis = RedisProcess.start()) {
                for (int flag = 0; flag < flags; flag++) {
                    set(redis, contender, flag, true);
                }
                contender.start(redis.port(), flags);
                Waiting.until("all flags are on", () -> count(contender, true) == flags);
                add(results.nanos(), contender.getClass().getSimpleName(), change(redis, contender));
            }
        }
        return results;
    }

    private static void add(Map<String, Figure> nanos, String contender, TimeHistogram times) {
        nanos.put(contender + ".p50", new Figure(times.nanos(50), Double.NaN));
        nanos.put(contender + ".p99", new Figure(times.nanos(99), Double.NaN));
        nanos.put(contender + ".max", new Figure(times.nanos(100), Double.NaN));
    }

    private TimeHistogram change(RedisProcess redis, WatchedContender contender) {
        long[] due = new long[flags];
        long began = System.nanoTime();
        Arrays.setAll(due, flag -> began + (long) (random.nextDouble() * window.toNanos()));
        AtomicLongArray sent = new AtomicLongArray(flags);
        Thread writer = new Thread(() -> write(redis, contender, due, sent), "writer");
        writer.start();
        return watch(contender, sent, began + window.toNanos() + 2 * peersInterval.toNanos() + LIMIT_NANOS);
    }

    private void write(RedisProcess redis, WatchedContender contender, long[] due, AtomicLongArray sent) {
        Integer[] order = new Integer[flags];
        Arrays.setAll(order, flag -> flag);
        Arrays.sort(order, (one, other) -> Long.compare(due[one], due[other]));
        for (int flag : order) {
            for (long left = due[flag] - System.nanoTime(); left > 0; left = due[flag] - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sent.set(flag, System.nanoTime());
            set(redis, contender, flag, false);
        }
    }

    private TimeHistogram watch(WatchedContender contender, AtomicLongArray sent, long deadline) {
        TimeHistogram times = new TimeHistogram();
        boolean[] seen = new boolean[flags];
        while (times.samples() < flags) {
            for (int flag = 0; flag < flags; flag++) {
                if (!seen[flag] && !contender.isOn(MeasuredRedis.flag(flag))) {
                    seen[flag] = true;
                    times.add(System.nanoTime() - sent.get(flag));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + times.samples() + " of " + flags + " changes were seen");
            }
            LockSupport.parkNanos(WATCH_NANOS);
        }
        return times;
    }

    private int count(WatchedContender contender, boolean on) {
        int count = 0;
        for (int flag = 0; flag < flags; flag++) {
            if (contender.isOn(MeasuredRedis.flag(flag)) == on) {
                count++;
            }
        }
        return count;
    }

    private static void set(RedisProcess redis, WatchedContender contender, int flag, boolean on) {
        redis.run(contender.command(MeasuredRedis.flag(flag), on).toArray(String[]::new));
    }
}
