package io.featureflags.redis.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again where callers are: never in a driver, a socket, or in that which talks to Redis. */
final class ChaosWatch implements AutoCloseable {

    private static final long INTERVAL_NANOS = 3_000_000;

    private static final List<String> FORBIDDEN =
            List.of("io.lettuce.", "io.netty.", "org.springframework.data.redis.", "java.net.", "sun.nio.ch.");

    private static final String OURS = "io.featureflags.redis.";

    /** What notes a name to be read, and never waits for it. */
    private static final Set<String> ALLOWED = Set.of("RedisFlagStore", "RedisSync", "Asked", "SyncThread");

    private final Queue<String> intruders = new ConcurrentLinkedQueue<>();

    private final LongAdder looks = new LongAdder();

    private final Thread thread;

    private volatile boolean done;

    ChaosWatch(List<Thread> callers) {
        thread = new Thread(() -> watch(callers), "chaos-watch");
        thread.start();
    }

    /** Stack traces of callers that were where none may be. */
    List<String> intruders() {
        return List.copyOf(intruders);
    }

    /** How often a caller was seen in a check of a flag. */
    long looks() {
        return looks.sum();
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
            callers.forEach(caller -> look(caller.getStackTrace()));
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    private void look(StackTraceElement[] stack) {
        if (Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("io.featureflags.cache."))) {
            looks.increment();
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
                || (name.startsWith(OURS)
                        && !name.startsWith(OURS + "Chaos")
                        && !ALLOWED.contains(name.substring(OURS.length()).split("\\$", 2)[0]));
    }
}
