package io.featureflags.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Changes flags in turn, a hundred times a second, in a separate thread. */
final class Changer {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final boolean[] on;

    private final FlagSetter setter;

    private final Thread thread = new Thread(this::run, "changer");

    private volatile boolean ended;

    private volatile @Nullable RuntimeException failure;

    private Changer(boolean[] on, FlagSetter setter) {
        this.on = on;
        this.setter = setter;
        thread.setDaemon(true);
    }

    /**
     * Starts to change flags.
     *
     * @param on the states of the flags before, true for on
     * @param setter changes one flag
     */
    static Changer start(boolean[] on, FlagSetter setter) {
        Changer changer = new Changer(on.clone(), setter);
        changer.thread.start();
        return changer;
    }

    /** Catches up if it is late, so that there are a hundred changes in each second. */
    private void run() {
        try {
            long due = System.nanoTime();
            for (int flag = 0; !ended; flag = (flag + 1) % on.length) {
                due += INTERVAL_NANOS;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                on[flag] = !on[flag];
                setter.set(flag, on[flag]);
            }
        } catch (RuntimeException ex) {
            failure = ex;
        }
    }

    /**
     * Ends the changes.
     *
     * @return the states of the flags, true for on
     * @throws IllegalStateException if a change failed: the figures since then have no meaning
     */
    boolean[] end() throws InterruptedException {
        ended = true;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException(
                    "A change of a flag failed, so the figures since then have no meaning", failure);
        }
        return on.clone();
    }

    /** Changes one of the flags. */
    @FunctionalInterface
    interface FlagSetter {

        void set(int flag, boolean on);
    }
}
