package io.featureflags.benchmarks.sync;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes one flag after the other and watches, with one thread, until every instance gives the new answer.
 */
final class Changes {

    private static final long LIMIT_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long UNSEEN = Long.MIN_VALUE;

    private final Instances instances;

    private final WriterProcess writer;

    private final Random random;

    private final String[] names;

    private final boolean[] values;

    /** When each instance gave the new answer. */
    private final long[] seen;

    private final Figures each = new Figures();

    private final Figures last = new Figures();

    private int timeouts;

    private int errors;

    /** All flags must be on at first. */
    Changes(Instances instances, WriterProcess writer, int flags, Random random) {
        this.instances = instances;
        this.writer = writer;
        this.random = random;
        this.names = new String[flags];
        Arrays.setAll(names, MeasuredRedis::flag);
        this.values = new boolean[flags];
        Arrays.fill(values, true);
        this.seen = new long[instances.count()];
    }

    void run(Pace pace) {
        for (int change = -pace.warmUp(); change < pace.changes(); change++) {
            int flag = random.nextInt(names.length);
            values[flag] = !values[flag];
            writer.change(names[flag], values[flag], pace.pauseNanos(random));
            boolean all = watch(names[flag], values[flag], pace);
            long sent = writer.sent();
            if (change >= 0) {
                count(sent, all);
            }
            if (!all) { // The next change must find the old answer everywhere.
                Waiting.until("all instances give the last answer", () -> agree(names[flag], values[flag]));
            }
        }
    }

    private boolean watch(String name, boolean value, Pace pace) {
        Arrays.fill(seen, UNSEEN);
        int open = seen.length;
        long deadline = System.nanoTime() + 1_000L * pace.longestMicros() + LIMIT_NANOS;
        while (open > 0 && System.nanoTime() < deadline) {
            for (int instance = 0; instance < seen.length; instance++) {
                if (seen[instance] == UNSEEN && instances.flags(instance).isEnabled(name) == value) {
                    seen[instance] = System.nanoTime();
                    open--;
                }
            }
            if (pace.watchEveryMicros() > 0) {
                LockSupport.parkNanos(1_000L * pace.watchEveryMicros());
            } else {
                Thread.onSpinWait();
            }
        }
        return open == 0;
    }

    private void count(long sent, boolean all) {
        if (!all) {
            timeouts++;
            return;
        }
        if (Arrays.stream(seen).anyMatch(time -> time < sent)) { // The answer was there before the change.
            errors++;
            return;
        }
        Arrays.stream(seen).forEach(time -> each.add(time - sent));
        last.add(Arrays.stream(seen).max().orElseThrow() - sent);
    }

    private boolean agree(String name, boolean value) {
        for (int instance = 0; instance < seen.length; instance++) {
            if (instances.flags(instance).isEnabled(name) != value) {
                return false;
            }
        }
        return true;
    }

    /** The times of all instances. */
    Figures each() {
        return each;
    }

    /** The times of the slowest instance of each change. */
    Figures last() {
        return last;
    }

    /** How many changes some instance had not seen in time. */
    int timeouts() {
        return timeouts;
    }

    /** Returns the number of answers before their change, which have no time. */
    int errors() {
        return errors;
    }
}
