package io.featureflags.redis;

import io.featureflags.FlagCopy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads all names that a copy wants once per interval, and new names at once, on one thread, until it is stopped. What
 * happens to Redis is said once, when it begins and when it is over.
 */
final class RedisPolling {

    private static final Log logger = LogFactory.getLog(RedisPolling.class);

    /** How many names may wait to be read out of turn; further ones are read with all others. */
    private static final int MAX_ASKED = 10_000;

    /** How long a stop waits for the thread to end its reading, before it takes its connection away. */
    private static final long STOP_MILLIS = 100;

    private final Supplier<RedisFlagReader> connecting;

    private final FlagCopy copy;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "feature-flags-redis");
        created.setDaemon(true);
        return created;
    });

    private final Object lock = new Object();

    /** The names that were asked for and not yet read; guarded by the lock, as is the future. */
    private Set<String> asked = new HashSet<>();

    /** Completes when they have been read; null while no task is on its way to do so. */
    private @Nullable CompletableFuture<Void> answered;

    private volatile @Nullable RedisFlagReader reader;

    private volatile boolean down;

    RedisPolling(Supplier<RedisFlagReader> connecting, FlagCopy copy, Duration interval) {
        this.connecting = connecting;
        this.copy = copy;
        // Instances that were started together must not read in step for ever.
        long firstNanos = ThreadLocalRandom.current().nextLong(interval.toNanos());
        var unused = thread.scheduleWithFixedDelay(
                () -> read(copy::names), firstNanos, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    CompletionStage<Void> load(Collection<String> names) {
        if (down) { // These names wait for the others: the next reading asks for all.
            return CompletableFuture.completedFuture(null);
        }
        synchronized (lock) {
            if (asked.size() < MAX_ASKED) {
                asked.addAll(names);
            }
            if (answered == null) {
                try {
                    thread.execute(this::readAsked);
                } catch (RejectedExecutionException ex) { // Stopped in this moment, and a check must not feel it.
                    return CompletableFuture.completedFuture(null);
                }
                answered = new CompletableFuture<>();
            }
            return answered;
        }
    }

    void stop() {
        // Without an interrupt at first: a connection that is just coming about would be left to nobody.
        thread.shutdown();
        boolean ended = awaitEnd();
        RedisFlagReader open = reader;
        if (open != null) {
            open.close();
        }
        if (!ended) {
            thread.shutdownNow();
        }
    }

    private boolean awaitEnd() {
        try {
            return thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void readAsked() {
        Set<String> names;
        @Nullable CompletableFuture<Void> done;
        synchronized (lock) {
            names = asked;
            done = answered;
            asked = new HashSet<>();
            answered = null;
        }
        read(() -> names);
        if (done != null) {
            done.complete(null);
        }
    }

    private void read(Supplier<Collection<String>> names) {
        try {
            RedisFlagReader open = reader;
            if (open == null) {
                open = connecting.get();
                reader = open;
                if (thread.isShutdown()) { // The stop was faster, and could not close what was not there.
                    open.close();
                    return;
                }
            }
            copy.update(open.read(names.get()));
            recovered();
        } catch (Throwable ex) { // Whatever it is: what got out here would end all further readings without a word.
            if (!thread.isShutdown()) {
                failed(ex);
            }
        }
    }

    private void recovered() {
        if (down) {
            down = false;
            logger.info("Redis answers again: feature flags follow it");
        }
    }

    private void failed(Throwable ex) {
        copy.storeLost();
        if (!down) {
            down = true;
            logger.warn("Redis does not answer (" + reason(ex)
                    + "): feature flags keep their last known values; those without one answer from"
                    + " feature-flags.flags, then from their annotation");
            logger.debug("Redis does not answer", ex);
        }
    }

    /** What all causes say: the outer ones know where Redis was looked for, the innermost what went wrong. */
    private static String reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                .distinct()
                .collect(Collectors.joining(": "));
    }
}
