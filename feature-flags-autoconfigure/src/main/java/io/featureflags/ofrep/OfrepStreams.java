package io.featureflags.ofrep;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Notifies open streams of changes, and requests that wait for one. Streams end before a graceful stop of the web server waits for
 * its requests. The only thread is a timer, which ends when it is idle.
 */
public final class OfrepStreams implements SmartLifecycle, DisposableBean {

    private static final int COALESCED_MILLIS = 50;

    private static final Duration COMMENT_INTERVAL = Duration.ofSeconds(20);

    /** A change is in all instances that much later than the interval of polling. */
    private static final Duration SPREAD = Duration.ofMillis(500);

    private static final int KEEP_THREAD_SECONDS = 1;

    private final FlagListings listings;

    private final OfrepProperties.Stream properties;

    private final long waitMillis;

    private final long commentMillis;

    private final Map<StreamConnection, OpenStream> streams = new ConcurrentHashMap<>();

    private final Set<WaitingRequest> waiting = ConcurrentHashMap.newKeySet();

    private final AtomicInteger connections = new AtomicInteger();

    private final AtomicBoolean checking = new AtomicBoolean();

    private final AtomicBoolean commenting = new AtomicBoolean();

    private final ScheduledThreadPoolExecutor timer;

    private volatile boolean stopping;

    private volatile boolean running;

    /**
     * Creates the streams, without any.
     *
     * @param listings present versions
     * @param changes notifies of changes
     * @param properties limits of streams
     * @param pollInterval interval in which other instances may notice a change
     */
    public OfrepStreams(
            FlagListings listings, OfrepChanges changes, OfrepProperties.Stream properties, Duration pollInterval) {
        this(listings, changes, properties, pollInterval, COMMENT_INTERVAL);
    }

    OfrepStreams(
            FlagListings listings,
            OfrepChanges changes,
            OfrepProperties.Stream properties,
            Duration pollInterval,
            Duration commentInterval) {
        if (properties.maxConnections() < 1) {
            throw new InvalidOfrepSetupException(
                    "feature-flags.ofrep.stream.max-connections must be at least 1, not " + properties.maxConnections()
                            + ".",
                    "For no streams, set feature-flags.ofrep.stream.enabled to false.");
        }
        this.listings = listings;
        this.properties = properties;
        this.waitMillis = pollInterval.plus(SPREAD).toMillis();
        this.commentMillis = commentInterval.toMillis();
        this.timer = newTimer();
        changes.listen(this::changed);
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "feature-flags-ofrep");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // Changes may still come after the end.
        timer.setKeepAliveTime(KEEP_THREAD_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    boolean isEnabled() {
        return properties.enabled();
    }

    /** Reserves a place for a stream; returns false if there is none. {@link #close} frees it. */
    boolean reserve() {
        if (stopping) {
            return false;
        }
        boolean free = connections.incrementAndGet() <= properties.maxConnections();
        if (!free) {
            connections.decrementAndGet();
        }
        return free;
    }

    /** Frees a place that no stream was opened for. */
    void release() {
        connections.decrementAndGet();
    }

    /** Opens a stream for which a place is reserved. */
    void open(FlagPatterns exposed, @Nullable String since, StreamConnection connection) {
        OpenStream stream = new OpenStream(exposed, since, connection);
        streams.put(connection, stream);
        stream.comment(); // The client learns at once that the stream is open.
        stream.update(listings.of(exposed).version());
        if (stopping) {
            connection.end();
        }
        if (connection.hasEnded()) {
            close(connection); // Before it was in the map.
        }
        if (commenting.compareAndSet(false, true)) {
            later(this::comment, commentMillis);
        }
    }

    /** Forgets a stream that has ended. */
    void close(StreamConnection connection) {
        if (streams.remove(connection) != null) {
            connections.decrementAndGet();
        }
    }

    /** Returns the number of streams that are open. */
    int size() {
        return streams.size();
    }

    /**
     * Waits for a version that another instance has announced. No thread waits.
     *
     * @return completes when the version is known here, or after the longest wait; null if there is nothing to wait for
     */
    @Nullable
    CompletableFuture<@Nullable Void> await(FlagPatterns exposed, String version) {
        if (stopping || waiting.size() >= properties.maxConnections() || listings.knows(exposed, version)) {
            return null;
        }
        WaitingRequest request = new WaitingRequest(exposed, version, new CompletableFuture<>());
        waiting.add(request);
        later(() -> end(request), waitMillis);
        if (stopping || listings.knows(exposed, version)) {
            end(request);
        }
        return request.end;
    }

    private void end(WaitingRequest request) {
        if (waiting.remove(request)) {
            request.end.complete(null);
        }
    }

    private void changed() {
        if (checking.compareAndSet(false, true)) {
            later(this::check, COALESCED_MILLIS);
        }
    }

    private void check() {
        checking.set(false);
        listings.refresh();
        streams.values()
                .forEach(stream -> stream.update(listings.of(stream.exposed()).version()));
        waiting.stream()
                .filter(request -> listings.knows(request.exposed, request.version))
                .forEach(this::end);
    }

    private void later(Runnable task, long millis) {
        var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    private void comment() {
        streams.values().forEach(OpenStream::comment);
        commenting.set(false);
        // A stream that is opened in between may have scheduled them already.
        if (!streams.isEmpty() && commenting.compareAndSet(false, true)) {
            later(this::comment, commentMillis);
        }
    }

    @Override
    public void start() {
        stopping = false;
        running = true;
    }

    /** Ends all streams, and answers the requests that wait. */
    @Override
    public void stop() {
        stopping = true;
        running = false;
        streams.keySet().forEach(StreamConnection::end);
        waiting.forEach(this::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The highest phase stops first: the graceful stop of a web server has a lower one. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public void destroy() {
        stop();
        timer.shutdownNow();
    }

    /**
     * A request that waits for a version.
     *
     * @param exposed flags that the caller may evaluate
     * @param version the version
     * @param end completes when the wait is over
     */
    private record WaitingRequest(FlagPatterns exposed, String version, CompletableFuture<@Nullable Void> end) {}
}
