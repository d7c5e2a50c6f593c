package io.featureflags.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StartupWaitTests {

    @Test
    void allWaitsTogetherStayWithinTheLimit() {
        StartupWait wait = new StartupWait(Duration.ofMillis(200), System::nanoTime);
        long started = System.nanoTime();

        for (int i = 0; i < 1000; i++) {
            wait.await(new CompletableFuture<>());
        }

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(199));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> wait.await(new CompletableFuture<>()));
    }

    @Test
    void timeOfOneWaitIsMissingInTheNext() {
        AtomicLong now = new AtomicLong();
        StartupWait wait = new StartupWait(Duration.ofHours(1), now::get);

        CompletableFuture<Void> slow = new CompletableFuture<>() {

            @Override
            public CompletableFuture<Void> toCompletableFuture() {
                now.addAndGet(Duration.ofHours(1).toNanos());
                return CompletableFuture.completedFuture(null);
            }
        };
        wait.await(slow);

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> wait.await(new CompletableFuture<>()));
    }

    @Test
    void interruptIsRestored() {
        StartupWait wait = new StartupWait(Duration.ofHours(1), System::nanoTime);
        Thread.currentThread().interrupt();

        wait.await(new CompletableFuture<>());

        assertThat(Thread.interrupted()).isTrue();
    }
}
