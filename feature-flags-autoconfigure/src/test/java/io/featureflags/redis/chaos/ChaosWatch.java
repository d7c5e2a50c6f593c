package io.featureflags.redis.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Samples the stacks of callers, which must never be in a driver, a socket, or the code that communicates with Redis.
 */
final class ChaosWatch implements AutoCloseable {

    private static final long INTERVAL_NANOS = 3_000_000;

    /** Not java.net.URL, by which the first unknown name loads the classes of its bounded map. */
    private static final List<String> FORBIDDEN = List.of(
            "io.lettuce.",
            "io.netty.",
            "org.springframework.data.redis.",
            "java.net.Socket",
            "java.net.InetAddress",
            "sun.nio.ch.");

    private static final String REDIS = "io.featureflags.redis.";

    /** The classes that register a requested name, without waiting for it. */
    private static final Set<String> ALLOWED =
            Set.of("RedisFlagStore", "sync.RedisSync", "sync.RequestedReads", "sync.RequestedNames", "sync.SyncThread");

    private final Queue<String> intruders = new ConcurrentLinkedQueue<>();

    private final LongAdder samples = new LongAdder();

    private final Thread thread;

    private volatile boolean done;

    ChaosWatch(List<Thread> callers) {
        thread = new Thread(() -> watch(callers), "chaos-watch");
        thread.start();
    }

    /** Returns the stack traces of callers in forbidden code. */
    List<String> intruders() {
        return List.copyOf(intruders);
    }

    /** Returns how often a caller was seen in a check of a flag. */
    long samples() {
        return samples.sum();
    }

    @Override
    public void close() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(List<Thread> callers) {
        while (!done) {
            callers.forEach(caller -> sample(caller.getStackTrace()));
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    private void sample(StackTraceElement[] stack) {
        if (Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("io.featureflags.cache."))) {
            samples.increment();
        }
        Optional<StackTraceElement> intruder =
                Arrays.stream(stack).filter(ChaosWatch::isForbidden).findFirst();
        if (intruder.isPresent() && intruders.size() < 10) {
            intruders.add(Arrays.toString(stack));
        }
    }

    private static boolean isForbidden(StackTraceElement frame) {
        String name = frame.getClassName();
        return FORBIDDEN.stream().anyMatch(name::startsWith)
                || (name.startsWith(REDIS)
                        && !name.startsWith(REDIS + "chaos.")
                        && !ALLOWED.contains(name.substring(REDIS.length()).split("\\$", 2)[0]));
    }
}
