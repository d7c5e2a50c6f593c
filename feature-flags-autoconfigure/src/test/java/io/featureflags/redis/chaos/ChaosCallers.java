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
 * Threads that continuously check flags on all instances. They record each exception, each flip of a flag without a
 * write, and each wait. The machine itself may be slow, so a control with the same work without a flag runs before and
 * after each batch. A slow call is a wait only if no control was slow at that time, and if the thread was not just
 * without a processor.
 */
final class ChaosCallers implements AutoCloseable {

    private static final int THREADS = 2;

    private static final int BATCH = 60;

    /** Interval of checking a new name. */
    private static final long NEW_NAME_NANOS = Duration.ofMillis(100).toNanos();

    private static final int MAX_RECORDED = 20;

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
     * Starts a phase in which flags must not change.
     *
     * @param name name of the phase, for messages
     * @param steady the values in Redis of these flags
     * @param figures the figures that count the calls
     */
    void expect(String name, Map<String, @Nullable String> steady, ChaosFigures figures) {
        phase = new Phase(phase.number + 1, name, steady, figures);
    }

    /** Returns exceptions and flips. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Returns the calls that were slow while no control was. */
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
            LockSupport.parkNanos(2_000_000 + (sum & 1)); // Leaves processor time to other threads.
        }
    }

    private void batch(ChaosInstance instance, Random random) {
        Phase now = phase;
        ChaosEffort before = ChaosEffort.now();
        long slowest = 0;
        for (int i = 0; i < BATCH; i++) {
            String flag = i == 0
                    ? "unwritten_" + System.nanoTime() / NEW_NAME_NANOS
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
                    addFault(now.name + ": " + flag + " became " + enabled + " in " + instance + ", had "
                            + now.steady.get(flag) + " in Redis, " + instance.evaluate(flag) + ", "
                            + instance.status());
                }
            } catch (Throwable ex) { // Any kind: no call may throw.
                now.figures.failed();
                addFault(now.name + ": " + ex);
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

    private void addFault(String fault) {
        if (faults.size() < MAX_RECORDED) {
            faults.add(fault);
        }
    }

    private record Phase(int number, String name, Map<String, @Nullable String> steady, ChaosFigures figures) {

        boolean isFlip(String flag, ChaosInstance instance, boolean enabled) {
            return steady.containsKey(flag) && enabled != ChaosFlags.enabled(flag, instance.number(), steady.get(flag));
        }
    }

    /**
     * A period that took long.
     *
     * @param what description of the work
     * @param started beginning of the work as {@link System#nanoTime()}
     * @param ended end of the work
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
