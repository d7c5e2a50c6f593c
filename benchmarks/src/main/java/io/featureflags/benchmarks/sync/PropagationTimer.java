package io.featureflags.benchmarks.sync;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes one flag after the other, and watches in one thread until every instance returns the new answer.
 */
final class PropagationTimer {

    private static final long LIMIT_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long UNSEEN = Long.MIN_VALUE;

    private final Instances instances;

    private final WriterProcess writer;

    private final Random random;

    private final String[] names;

    private final boolean[] values;

    /** The times at which each instance returned the new answer. */
    private final long[] seen;

    private final TimeHistogram each = new TimeHistogram();

    private final TimeHistogram last = new TimeHistogram();

    private int timeouts;

    private int errors;

    /** Creates a timer for flags that are all on. */
    PropagationTimer(Instances instances, WriterProcess writer, int flags, Random random) {
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
            if (!all) { // Before the next change, all instances must agree.
                Waiting.until("all instances return the last answer", () -> agree(names[flag], values[flag]));
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
        if (Arrays.stream(seen).anyMatch(time -> time < sent)) { // The new answer was there before the change.
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

    /** Returns the times of all instances. */
    TimeHistogram each() {
        return each;
    }

    /** Returns the times of the slowest instance for each change. */
    TimeHistogram last() {
        return last;
    }

    /** Returns the number of changes that an instance did not see in time. */
    int timeouts() {
        return timeouts;
    }

    /** Returns the number of changes whose new answer was there before them, so that they have no time. */
    int errors() {
        return errors;
    }
}
