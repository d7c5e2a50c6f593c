package io.featureflags.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a {@link TcpRelay} treats the data of all its connections. A change applies at once. */
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

    /** Delays one chunk, which has just arrived. */
    synchronized void awaitDelay() throws InterruptedException {
        long arrived = System.nanoTime();
        for (long left = delay.toNanos(); left > 0; left = delay.toNanos() - (System.nanoTime() - arrived)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Waits for the end of the black hole, which also hides the end of a connection. */
    synchronized void awaitPassing() throws InterruptedException {
        while (dropping) {
            wait();
        }
    }
}
