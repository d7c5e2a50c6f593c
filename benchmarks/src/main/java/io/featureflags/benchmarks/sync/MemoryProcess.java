package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Heap;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The JVM in which the memory of one contender is measured, with a collector that counts to the byte. */
final class MemoryProcess {

    /** All contenders, by the names of their classes. */
    static final Map<String, Supplier<FlagHolder>> CONTENDERS = new TreeMap<>(Map.of(
            MemoryOurs.class.getSimpleName(), MemoryOurs::new,
            MemoryTogglz.class.getSimpleName(), MemoryTogglz::new,
            MemoryFf4j.class.getSimpleName(), MemoryFf4j::new,
            MemoryFlagsmith.class.getSimpleName(), MemoryFlagsmith::new,
            MemoryOpenFeature.class.getSimpleName(), MemoryOpenFeature::new,
            MemoryLaunchDarkly.class.getSimpleName(), MemoryLaunchDarkly::new));

    /** What is made once, with the first flags, is no flag's: so many are known before. */
    private static final int FIRST = 10;

    private static final long STEP_MILLIS = 300;

    /** Where something else never rests, its memory is counted with the rest after twenty seconds. */
    private static final int MOST_STEPS = 60;

    /** What changes by so little is the same: threads that wait come and go. */
    private static final long NOISE_BYTES = 200;

    private MemoryProcess() {}

    /** Prints the bytes of each size and round: contender, rounds, sizes. */
    public static void main(String[] arguments) {
        Supplier<FlagHolder> contender = Objects.requireNonNull(CONTENDERS.get(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        int[] sizes =
                Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        if (rounds > 1) { // What classes and pools take once is there from then on.
            round(contender, sizes, true);
        }
        for (int round = 0; round < rounds; round++) {
            long[] bytes = round(contender, sizes, rounds > 1);
            for (int size = 0; size < sizes.length; size++) {
                System.out.println(MemoryPerFlag.BYTES + sizes[size] + " " + bytes[size]);
            }
        }
        System.exit(0); // A contender may have left a thread.
    }

    private static long[] round(Supplier<FlagHolder> contender, int[] sizes, boolean inEarnest) {
        try (FlagHolder holder = contender.get()) {
            long quiet = inEarnest ? holder.quietMillis() : 0;
            try {
                long without = learn(holder, 0, FIRST, quiet);
                int known = FIRST;
                long[] bytes = new long[sizes.length];
                for (int size = 0; size < sizes.length; size++) {
                    bytes[size] = learn(holder, known, FIRST + sizes[size], quiet) - without;
                    known = FIRST + sizes[size];
                }
                return bytes;
            } finally {
                Reference.reachabilityFence(holder); // Compiled code does not keep what it will not use any more.
            }
        }
    }

    private static long learn(FlagHolder holder, int from, int to, long quiet) {
        holder.learn(from, to);
        long used = Heap.used();
        long same = 0;
        for (int step = 0; step < MOST_STEPS && same < quiet; step++) {
            Waiting.pass(STEP_MILLIS);
            long now = Heap.used();
            same = Math.abs(now - used) > NOISE_BYTES ? 0 : same + STEP_MILLIS;
            used = now;
        }
        return used;
    }
}
