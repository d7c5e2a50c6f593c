package io.featureflags.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a {@link TcpRelay} does with all that comes, on each of its connections. A change takes hold at once. */
final class RelayMode {

    private Duration delay = Duration.ZERO;

    private boolean dropping;

    synchronized void change(boolean dropping, Duration delay) {
        this.dropping = dropping;
        this.delay = delay;
        notifyAll();
    }

    synchronized boolean dropping() {
        return dropping;
    }

    /** Holds up one chunk, which came now. */
    synchronized void awaitDelay() throws InterruptedException {
        long arrived = System.nanoTime();
        for (long left = delay.toNanos(); left > 0; left = delay.toNanos() - (System.nanoTime() - arrived)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Waits for the end of the black hole, out of which no end of a connection is seen either. */
    synchronized void awaitPassing() throws InterruptedException {
        while (dropping) {
            wait();
        }
    }
}
