package io.featureflags.redis.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Threads that check flags on all instances all the time, and note each exception, each flip of a flag that nobody writes,
 * and each wait. As the machine may be slow as such, each batch of calls stands between two of a control, which does as
 * much without a flag: a slow call is a wait only if no control was slow at that time, and if the thread did not just get no
 * processor.
 */
final class ChaosCallers implements AutoCloseable {

    private static final int THREADS = 2;

    private static final int BATCH = 60;

    /** How often a name is asked for that was never asked for before. */
    private static final long NEW_NAME_NANOS = Duration.ofMillis(100).toNanos();

    private static final int MOST_NOTED = 20;

    private static final long WAIT_NANOS = Duration.ofMillis(200).toNanos();

    private static final long SLOW_CONTROL_NANOS = Duration.ofMillis(50).toNanos();

    private static final long NEAR_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<ChaosInstance> instances;

    private final List<Thread> threads;

    private final Queue<Slow> slowCalls = new ConcurrentLinkedQueue<>();

    private final Queue<Slow> slowControls = new ConcurrentLinkedQueue<>();

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    private volatile Phase phase = new Phase(0, "start", Map.of(), new ChaosFigures("start"));

    private volatile boolean done;

    ChaosCallers(List<ChaosInstance> instances, long seed) {
        this.instances = instances;
        this.threads = Stream.iterate(seed, last -> last + 1)
                .limit(THREADS)
                .map(own -> new Thread(() -> call(new Random(own)), "chaos-caller"))
                .toList();
        threads.forEach(Thread::start);
    }

    List<Thread> threads() {
        return threads;
    }

    /**
     * From now on these flags must not change.
     *
     * @param name what happens, for messages
     * @param steady what Redis had for each of the flags
     * @param figures where to count
     */
    void expect(String name, Map<String, @Nullable String> steady, ChaosFigures figures) {
        phase = new Phase(phase.number + 1, name, steady, figures);
    }

    /** What must not be: exceptions and flips. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Calls that were slow while nothing else was. */
    List<Slow> waits() {
        return slowCalls.stream()
                .filter(call -> slowControls.stream().noneMatch(call::isNear))
                .toList();
    }

    @Override
    public void close() {
        done = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void call(Random random) {
        long sum = 0;
        while (!done) {
            sum += control(random);
            for (ChaosInstance instance : instances) {
                batch(instance, random);
            }
            sum += control(random);
            LockSupport.parkNanos(500_000 + (sum & 1)); // Leaves the machine to those who have something to do.
        }
    }

    private void batch(ChaosInstance instance, Random random) {
        Phase now = phase;
        ChaosEffort before = ChaosEffort.now();
        long slowest = 0;
        for (int i = 0; i < BATCH; i++) {
            String flag = i == 0
                    ? "nobody_" + System.nanoTime() / NEW_NAME_NANOS
                    : ChaosFlags.ALL.get(random.nextInt(i % 8 == 0 ? ChaosFlags.ALL.size() : ChaosFlags.OWN.size()));
            long started = System.nanoTime();
            try {
                boolean enabled = i % 2 == 0
                        ? instance.isEnabled(flag)
                        : instance.evaluate(flag).enabled();
                long took = System.nanoTime() - started;
                slowest = Math.max(slowest, took);
                if (took > WAIT_NANOS && ChaosEffort.now().explains(took, before)) {
                    slowCalls.add(new Slow(now.name + ": " + instance, started, started + took));
                }
                if (now.isFlip(flag, instance, enabled) && now.number == phase.number) {
                    note(now.name + ": " + flag + " became " + enabled + " in " + instance + ", had "
                            + now.steady.get(flag) + " in Redis, " + instance.evaluate(flag) + ", "
                            + instance.status());
                }
            } catch (Throwable ex) { // No call may throw, whatever it is.
                now.figures.failed();
                note(now.name + ": " + ex);
            }
        }
        now.figures.checked(BATCH, slowest);
    }

    private long control(Random random) {
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            long started = System.nanoTime();
            sum += ChaosFlags.ALL.get(random.nextInt(ChaosFlags.ALL.size())).hashCode();
            long ended = System.nanoTime();
            if (ended - started > SLOW_CONTROL_NANOS) {
                slowControls.add(new Slow("control", started, ended));
            }
        }
        return sum;
    }

    private void note(String fault) {
        if (faults.size() < MOST_NOTED) {
            faults.add(fault);
        }
    }

    private record Phase(int number, String name, Map<String, @Nullable String> steady, ChaosFigures figures) {

        boolean isFlip(String flag, ChaosInstance instance, boolean enabled) {
            return steady.containsKey(flag) && enabled != ChaosFlags.enabled(flag, instance.number(), steady.get(flag));
        }
    }

    /**
     * Something that took long.
     *
     * @param what what it was
     * @param started when it began, of {@link System#nanoTime()}
     * @param ended when it ended
     */
    record Slow(String what, long started, long ended) {

        boolean isNear(Slow other) {
            return other.ended > started - NEAR_NANOS && other.started < ended + NEAR_NANOS;
        }

        @Override
        public String toString() {
            return what + ": " + (ended - started) / 1_000_000 + " ms";
        }
    }
}
