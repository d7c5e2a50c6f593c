package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.jmh.Steps;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** Checks four flags in turn while another thread changes one after the other, a hundred times a second in all. */
@State(Scope.Benchmark)
public abstract class ChangingFlags {

    private static final boolean[] BEFORE = {true, false, true, false};

    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    private @Nullable Changer changer;

    /** For subclasses only. */
    ChangingFlags() {}

    /** Returns the names of the flags, in order. The toggled beans have the same names. */
    static String[] names() {
        return new String[] {"greeting1", "greeting2", "greeting3", "greeting4"};
    }

    /** Returns the values of the flags before the first change. */
    static Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        String[] names = names();
        for (int flag = 0; flag < names.length; flag++) {
            values.put(names[flag], Boolean.toString(BEFORE[flag]));
        }
        return values;
    }

    abstract boolean isOn(int flag);

    abstract void set(int flag, boolean on);

    /** Checks further conditions, after every flag was on and off. */
    void checkMore() {}

    /** Closes the contender, after the last change. */
    void stop() throws IOException {}

    /** Checks that the answers change with the flags, and starts the changes. */
    @Setup
    public void start() {
        for (int flag = 0; flag < BEFORE.length; flag++) {
            set(flag, !BEFORE[flag]);
            await(flag, !BEFORE[flag]);
            set(flag, BEFORE[flag]);
            await(flag, BEFORE[flag]);
        }
        checkMore();
        changer = Changer.start(BEFORE, this::set);
    }

    /**
     * Ends the changes, checks that the answers match the last ones, and closes the contender.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IOException if the contender cannot be closed
     */
    @TearDown
    public void end() throws InterruptedException, IOException {
        boolean[] on = Objects.requireNonNull(changer).end();
        for (int flag = 0; flag < on.length; flag++) {
            await(flag, on[flag]);
        }
        stop();
    }

    private void await(int flag, boolean on) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (isOn(flag) != on) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("flag " + flag + " must be " + (on ? "on" : "off"));
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Checks in one thread.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    @Threads(1)
    public boolean oneThread(Steps steps) {
        return isOn(steps.next(BEFORE.length));
    }

    /**
     * Checks in two threads, each as often as possible.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    @Threads(2)
    public boolean twoThreads(Steps steps) {
        return isOn(steps.next(BEFORE.length));
    }
}
