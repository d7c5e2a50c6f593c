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

/** One fault, and what several writers do meanwhile. */
final class ChaosRound {

    private static final int WRITERS = 3;

    private static final int FEWEST_WRITES = 5;

    private static final int MOST_WRITTEN = 20;

    /** Fewer than half of all, so that a loss of the others is one: set again at once, it would be deletions. */
    private static final int MOST_WRITTEN_AT_A_LOSS = 12;

    private final ChaosServer server;

    private final ChaosFault fault;

    private final Random random;

    private final Map<String, @Nullable String> before;

    /** The flag that the fault is about. */
    private final String subject;

    private final List<String> written;

    /** What the written flags may ever have had, each absence as an empty text. */
    private final Map<String, Set<String>> history = new ConcurrentHashMap<>();

    /**
     * Flags that were deleted just before. A loss within the next second takes them along: what vanishes at once is lost,
     * and then their last known value counts again.
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
        this.written = List.copyOf(shuffled.subList(0, fault.mayLose() ? MOST_WRITTEN_AT_A_LOSS : MOST_WRITTEN));
        this.cutsMeanwhile = random.nextInt(3) == 0;
    }

    ChaosServer server() {
        return server;
    }

    String subject() {
        return subject;
    }

    /** What the flag of the fault had before. */
    String subjectValue() {
        return Objects.requireNonNull(before.get(subject));
    }

    Random random() {
        return random;
    }

    boolean hasMass() {
        return before.get(ChaosFlags.MASS.get(0)) != null;
    }

    /** The flags that nobody writes in this round, with what Redis had before it. */
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

    /** Whether an answer may come from the last known value of a flag that was lost. */
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

    /** Runs it until the fault is over and the last write is done. */
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

    /** Lets the fault last, from the shortest to the longest time in milliseconds. */
    void hold(int shortest, int longest) {
        long half = Duration.ofMillis(shortest + random.nextInt(longest - shortest + 1))
                        .toNanos()
                / 2;
        pause(half);
        if (cutsMeanwhile) {
            server.relay().cut(); // One trouble seldom comes alone.
        }
        pause(half);
    }

    private static void pause(long nanos) {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void write(Random own) {
        for (int count = 0; !over || count < FEWEST_WRITES; count++) {
            boolean done = writeOnce(own);
            if (!done || own.nextInt(4) == 0) {
                pause(Duration.ofMillis(1 + own.nextInt(12)).toNanos());
            }
        }
    }

    /** Writes something; Redis may be away, and may or may not have taken what it does not answer for. */
    private boolean writeOnce(Random own) {
        String flag = written.get(own.nextInt(written.size()));
        try {
            if (ChaosFlags.isDeletable(flag) && own.nextInt(6) == 0) {
                noted(flag, "");
                server.redis().run("DEL", ChaosFlags.key(flag));
            } else if (own.nextInt(10) == 0) {
                List<String> command = ChaosFlags.arguments("MSET", written.subList(0, 3), own);
                for (int i = 0; i < 3; i++) {
                    noted(written.get(i), command.get(2 + 2 * i));
                }
                server.redis().run(command.toArray(String[]::new));
            } else {
                server.redis().run("SET", ChaosFlags.key(flag), noted(flag, ChaosFlags.anyValue(own)));
            }
            return true;
        } catch (UncheckedIOException | RedisErrorAnswer ex) {
            return false;
        }
    }

    private String noted(String flag, String value) {
        history.computeIfAbsent(flag, added -> ConcurrentHashMap.newKeySet()).add(value);
        return value;
    }
}
