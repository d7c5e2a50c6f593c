package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Table;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** What a flag costs in the heap of an instance: used heap after garbage collection, with the flags less without. */
final class MemoryPerFlag {

    private static final int MAX_COLLECTIONS = 20;

    private final Options options;

    MemoryPerFlag(Options options) {
        this.options = options;
    }

    Table measure() {
        int flags = options.manyFlags();
        Table table = new Table(
                "Memory: heap of one instance per flag, in bytes", "flags", "median", "least", "most", "rounds");
        round(flags); // What classes and pools take once is there from now on.
        long[] bytes = new long[options.memoryRounds()];
        Arrays.setAll(bytes, round -> round(flags));
        Arrays.sort(bytes);
        long median = bytes[bytes.length / 2];
        if (median > 0) {
            table.row(
                    flags,
                    perFlag(median, flags),
                    perFlag(bytes[0], flags),
                    perFlag(bytes[bytes.length - 1], flags),
                    bytes.length);
        } else {
            table.row(flags);
            table.note(
                    "The heap was not larger with the flags: this JVM does not collect its garbage when it is asked.");
        }
        table.note("Used heap after garbage collection of one context that knows the flags, by asking for each of them,"
                + " less that of the same context before. All are \"true\" in Redis.");
        table.note("Counted are all objects of the library that the flags bring, with names and values. Not counted are"
                + " an entry in application.yml, annotated methods, and memory outside of the heap.");
        return table;
    }

    private long round(int flags) {
        try (MeasuredRedis redis = new MeasuredRedis();
                Instances instances = Instances.start(redis, options, 1)) {
            Waiting.pass(options.pollMillis()); // What the start has brought about is over then.
            long without = usedHeap();
            redis.fill(flags);
            instances.learn(flags); // Makes each name anew, and keeps none: the library's are all there are.
            Waiting.pass(options.pollMillis());
            return usedHeap() - without;
        }
    }

    private static String perFlag(long bytes, int flags) {
        return String.format(Locale.ROOT, "%d", Math.round((double) bytes / flags));
    }

    /** Collects until there is no more to collect. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int collection = 0; collection < MAX_COLLECTIONS; collection++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now >= used) {
                break;
            }
            used = now;
        }
        return used;
    }
}
