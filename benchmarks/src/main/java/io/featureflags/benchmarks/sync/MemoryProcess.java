package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Heap;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The JVM that measures the memory of one contender, with a collector whose figures are exact to the byte. */
final class MemoryProcess {

    /** All contenders, by the names of their classes. */
    static final Map<String, Supplier<FlagHolder>> CONTENDERS = new TreeMap<>(Map.of(
            MemoryOurs.class.getSimpleName(), MemoryOurs::new,
            MemoryTogglz.class.getSimpleName(), MemoryTogglz::new,
            MemoryFf4j.class.getSimpleName(), MemoryFf4j::new,
            MemoryFlagsmith.class.getSimpleName(), MemoryFlagsmith::new,
            MemoryOpenFeature.class.getSimpleName(), MemoryOpenFeature::new,
            MemoryLaunchDarkly.class.getSimpleName(), MemoryLaunchDarkly::new));

    /** The number of flags before the measurement, so that objects for the first flags only do not count. */
    private static final int FIRST = 10;

    private static final long STEP_MILLIS = 300;

    /** The limit of about twenty seconds, after which a heap that still changes is measured nevertheless. */
    private static final int MOST_STEPS = 60;

    /** The change up to which the heap counts as the same: waiting threads come and go. */
    private static final long NOISE_BYTES = 200;

    private MemoryProcess() {}

    /** Prints the bytes for each size and round. The arguments are the contender, the rounds and the sizes. */
    public static void main(String[] arguments) {
        Supplier<FlagHolder> contender = Objects.requireNonNull(CONTENDERS.get(arguments[0]));
        int rounds = Integer.parseInt(arguments[1]);
        int[] sizes =
                Arrays.stream(arguments).skip(2).mapToInt(Integer::parseInt).toArray();
        if (rounds > 1) { // Creates classes and pools, which do not count.
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

    private static long[] round(Supplier<FlagHolder> contender, int[] sizes, boolean waiting) {
        try (FlagHolder holder = contender.get()) {
            long quiet = waiting ? holder.quietMillis() : 0;
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
                Reference.reachabilityFence(holder); // Compiled code does not keep references that it no longer uses.
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
