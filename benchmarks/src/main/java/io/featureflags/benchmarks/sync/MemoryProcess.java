package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Heap;
import java.lang.ref.Reference;
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
            MemoryOpenFeature.class.getSimpleName(), MemoryOpenFeature::new,
            MemoryLaunchDarkly.class.getSimpleName(), MemoryLaunchDarkly::new));

    private MemoryProcess() {}

    /** Prints the bytes of each round: contender, number of flags, rounds. */
    public static void main(String[] arguments) {
        Supplier<FlagHolder> contender = Objects.requireNonNull(CONTENDERS.get(arguments[0]));
        int flags = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        round(contender, flags); // What classes and pools take once is there from now on.
        for (int round = 0; round < rounds; round++) {
            System.out.println(MemoryPerFlag.BYTES + round(contender, flags));
        }
        System.exit(0); // Whatever thread a contender may have left.
    }

    private static long round(Supplier<FlagHolder> contender, int flags) {
        try (FlagHolder holder = contender.get()) {
            long without = Heap.used();
            try {
                holder.learn(flags);
                return Heap.used() - without;
            } finally {
                Reference.reachabilityFence(holder); // Compiled code does not keep what it will not use any more.
            }
        }
    }
}
