package io.featureflags.redis.chaos;

import io.featureflags.testing.RedisErrorAnswer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One fault, with several writers at the same time. */
final class ChaosRound {

    private static final int WRITERS = 3;

    private static final int MIN_WRITES = 5;

    private static final int MAX_WRITTEN = 20;

    /**
     * Fewer than half of all, so that the others count as lost. If most were set again at once, they would count as
     * deleted.
     */
    private static final int MAX_WRITTEN_AT_A_LOSS = 12;

    private final ChaosServer server;

    private final ChaosFault fault;

    private final Random random;

    private final Map<String, @Nullable String> before;

    /** The flag that the fault affects. */
    private final String subject;

    private final List<String> written;

    /** All possible values of the written flags, with an empty text for an absence. */
    private final Map<String, Set<String>> history = new ConcurrentHashMap<>();

    /**
     * Flags that were deleted just before. A loss within the next second includes them: flags that vanish together
     * count as lost, and then their last known value counts again.
     */
    private final Set<String> justDeleted;

    private final boolean cutsMeanwhile;

    private volatile boolean over;

    ChaosRound(ChaosServer server, ChaosFault fault, Set<String> justDeleted, long seed) {
        this.server = server;
        this.fault = fault;
        this.random = new Random(seed);
        this.justDeleted = Set.copyOf(justDeleted);
        this.before = server.values(ChaosFlags.ALL);
        List<String> shuffled = new ArrayList<>(ChaosFlags.OWN);
        Collections.shuffle(shuffled, random);
        this.subject = shuffled.stream()
                .filter(flag -> !ChaosFlags.isDeletable(flag))
                .findFirst()
                .orElseThrow();
        shuffled.remove(subject);
        this.written = List.copyOf(shuffled.subList(0, fault.mayLose() ? MAX_WRITTEN_AT_A_LOSS : MAX_WRITTEN));
        this.cutsMeanwhile = random.nextInt(3) == 0;
    }

    ChaosServer server() {
        return server;
    }

    String subject() {
        return subject;
    }

    /** Returns the value of the affected flag before the fault. */
    String subjectValue() {
        return Objects.requireNonNull(before.get(subject));
    }

    Random random() {
        return random;
    }

    boolean hasMass() {
        return before.get(ChaosFlags.MASS.get(0)) != null;
    }

    /** Returns the flags that no writer changes in this round, with their values in Redis before it. */
    Map<String, @Nullable String> steady() {
        Map<String, @Nullable String> steady = new HashMap<>(before);
        steady.keySet().removeAll(written);
        if (!fault.keepsSubject()) {
            steady.remove(subject);
        }
        if (fault.mayLose()) {
            steady.keySet().removeAll(justDeleted);
        }
        if (fault.writesMass()) {
            steady.keySet().removeAll(ChaosFlags.MASS);
        }
        return steady;
    }

    /** Returns whether an answer may come from the last known value of a lost flag. */
    boolean mayBeLastKnown(String flag, int instance, boolean enabled) {
        return justDeleted.contains(flag)
                || enabled == ChaosFlags.enabled(flag, instance, before.get(flag))
                || history.getOrDefault(flag, Set.of()).stream()
                        .anyMatch(
                                value -> enabled == ChaosFlags.enabled(flag, instance, value.isEmpty() ? null : value));
    }

    Set<String> deleted() {
        return history.entrySet().stream()
                .filter(flag -> flag.getValue().contains(""))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Runs the round until the fault is over and the last write is done. */
    void run() {
        List<CompletableFuture<Void>> writers = Stream.generate(() -> new Random(random.nextLong()))
                .limit(WRITERS)
                .map(own -> CompletableFuture.runAsync(() -> write(own), task -> {
                    Thread thread = new Thread(task, "chaos-writer");
                    thread.setDaemon(true);
                    thread.start();
                }))
                .toList();
        try {
            fault.strike(this);
        } finally {
            over = true;
        }
        writers.forEach(CompletableFuture::join);
    }

    /** Sets all flags again. */
    void settle() {
        List<String> all = new ArrayList<>(hasMass() ? ChaosFlags.ALL : ChaosFlags.OWN);
        Collections.shuffle(all, random);
        if (random.nextBoolean() || all.size() > ChaosFlags.OWN.size()) {
            server.redis().run(ChaosFlags.arguments("MSET", all, random).toArray(String[]::new));
        } else {
            all.forEach(flag -> server.redis().run("SET", ChaosFlags.key(flag), ChaosFlags.anyValue(random)));
        }
    }

    /** Lets the fault last for a random time between two limits in milliseconds. */
    void hold(int shortest, int longest) {
        long half = Duration.ofMillis(shortest + random.nextInt(longest - shortest + 1))
                        .toNanos()
                / 2;
        pause(half);
        if (cutsMeanwhile) {
            server.relay().cut(); // A second fault during the first one.
        }
        pause(half);
    }

    private static void pause(long nanos) {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void write(Random random) {
        for (int count = 0; !over || count < MIN_WRITES; count++) {
            boolean done = writeOnce(random);
            if (!done || random.nextInt(4) == 0) {
                pause(Duration.ofMillis(1 + random.nextInt(12)).toNanos());
            }
        }
    }

    /** Writes a value. If Redis is away, it may or may not have carried out a write without an answer. */
    private boolean writeOnce(Random random) {
        String flag = written.get(random.nextInt(written.size()));
        try {
            if (ChaosFlags.isDeletable(flag) && random.nextInt(6) == 0) {
                recorded(flag, "");
                server.redis().run("DEL", ChaosFlags.key(flag));
            } else if (random.nextInt(10) == 0) {
                List<String> command = ChaosFlags.arguments("MSET", written.subList(0, 3), random);
                for (int i = 0; i < 3; i++) {
                    recorded(written.get(i), command.get(2 + 2 * i));
                }
                server.redis().run(command.toArray(String[]::new));
            } else {
                server.redis().run("SET", ChaosFlags.key(flag), recorded(flag, ChaosFlags.anyValue(random)));
            }
            return true;
        } catch (UncheckedIOException | RedisErrorAnswer ex) {
            return false;
        }
    }

    private String recorded(String flag, String value) {
        history.computeIfAbsent(flag, added -> ConcurrentHashMap.newKeySet()).add(value);
        return value;
    }
}
