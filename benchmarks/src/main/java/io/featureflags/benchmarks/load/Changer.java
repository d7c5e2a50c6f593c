package io.featureflags.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Changes flags a hundred times a second, each in its turn, from a thread of its own. */
final class Changer {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final boolean[] on;

    private final Change change;

    private final Thread thread = new Thread(this::run, "changer");

    private volatile boolean ended;

    private volatile @Nullable RuntimeException failure;

    private Changer(boolean[] on, Change change) {
        this.on = on;
        this.change = change;
        thread.setDaemon(true);
    }

    /**
     * Begins to change flags.
     *
     * @param on which of them are on before
     * @param change changes one
     */
    static Changer start(boolean[] on, Change change) {
        Changer changer = new Changer(on.clone(), change);
        changer.thread.start();
        return changer;
    }

    /** Should it fall behind, it catches up: over a second there are a hundred changes. */
    private void run() {
        try {
            long due = System.nanoTime();
            for (int flag = 0; !ended; flag = (flag + 1) % on.length) {
                due += INTERVAL_NANOS;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                on[flag] = !on[flag];
                change.set(flag, on[flag]);
            }
        } catch (RuntimeException ex) {
            failure = ex;
        }
    }

    /**
     * Ends the changes.
     *
     * @return which of the flags are on now
     * @throws IllegalStateException if a change failed: the figures since then have no meaning
     */
    boolean[] end() throws InterruptedException {
        ended = true;
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("flags were not changed to the end", failure);
        }
        return on.clone();
    }

    /** Changes one of the flags. */
    @FunctionalInterface
    interface Change {

        void set(int flag, boolean on);
    }
}
