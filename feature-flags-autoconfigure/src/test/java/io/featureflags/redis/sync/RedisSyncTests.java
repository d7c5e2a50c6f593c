package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.redis.connection.FlagCommands;
import io.featureflags.redis.connection.FlagConnections;
import io.featureflags.redis.connection.PolledConnection;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.TrackedServers;
import io.featureflags.redis.connection.TrackingListener;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders of events that a real server does not produce on demand. */
class RedisSyncTests {

    private static final RedisSettings SETTINGS = new RedisSettings(
            "feature:", Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofHours(1), 1_000_000, "test");

    private final Server server = new Server();

    private final Copy copy = new Copy();

    private final RedisSync sync = new RedisSync(() -> server, SETTINGS, copy, new NoRecords(), Clock.systemUTC());

    @AfterEach
    void stop() {
        sync.stop();
    }

    @Test
    void nameRequestedDuringTheFirstReadingAfterAnOutageIsRead() throws InterruptedException {
        Shop.soon("the outage is noticed")
                .until(() -> "away".equals(sync.status().reason()));
        server.away = false;
        OpenRead first = server.next();
        assertThat(first.keys).containsExactly("feature:known");
        copy.names.add("new");
        assertThat(sync.load(List.of("new"))).isCompleted(); // No caller waits during an outage.
        first.answer();

        assertThat(server.next().keys).containsExactly("feature:new");
    }

    @Test
    void outdatedRepliesAreReadAgainBeforeFlagsCountAsCurrent() throws InterruptedException {
        server.away = false;
        OpenRead first = server.next();
        Objects.requireNonNull(server.listener).serversChanged();
        OpenRead all = server.next();
        first.answer();
        OpenRead again = server.next();
        assertThat(again.keys).isEqualTo(first.keys);
        all.answer();
        assertThat(sync.status().mode()).isEqualTo(SyncMode.DOWN);
        again.answer();

        Shop.soon("tracking is active").until(() -> sync.status().mode() == SyncMode.TRACKING);
    }

    /** The second flush outdates the reading after the first one. */
    @Test
    void endsOfKeysAreReadAfterAnOutdatedReading() throws InterruptedException {
        track();
        TrackingListener listener = Objects.requireNonNull(server.listener);
        listener.dataFlushed();
        OpenRead afterFirst = server.next();
        listener.dataFlushed();
        OpenRead afterSecond = server.next();
        afterFirst.answer();
        server.next().answer();

        Shop.soon("the end is read").until(() -> server.ends.contains("feature:known"));
        afterSecond.answer();
    }

    /** A backup may bring back the same value with another end. */
    @Test
    void endsOfKeysAreReadAfterAFlushThatChangedNoValue() throws InterruptedException {
        track();
        Objects.requireNonNull(server.listener).dataFlushed();
        server.next().answer();

        Shop.soon("the end is read").until(() -> server.ends.contains("feature:known"));
    }

    @Test
    void endOfAChangedFlagIsRequestedBeforeItsValueArrives() throws InterruptedException {
        track();
        Objects.requireNonNull(server.listener).keysChanged(List.of("feature:known"));
        OpenRead changed = server.next();

        Shop.soon("the end is requested").until(() -> server.ends.contains("feature:known"));
        changed.answer();
    }

    @Test
    void endThatIsOlderThanAReportIsDiscarded() throws InterruptedException {
        track();
        CompletableFuture<List<Long>> older = new CompletableFuture<>();
        server.end = older;
        CompletionStage<Void> loaded = sync.load(List.of("known"));
        OpenRead before = server.next();
        Shop.soon("the end is requested").until(() -> server.ends.contains("feature:known"));
        server.end = new CompletableFuture<>();
        Objects.requireNonNull(server.listener).keysChanged(List.of("feature:known"));
        OpenRead changed = server.next();
        before.answer();
        older.complete(List.of(1L));
        awaitDone(loaded);

        Shop.holds("no end is due", Duration.ofMillis(200), server.reads::isEmpty);
        changed.answer();
    }

    @Test
    void endOfAnEarlierValueIsDiscarded() throws InterruptedException {
        CompletableFuture<List<Long>> older = new CompletableFuture<>();
        server.end = older;
        copy.hasValues = true;
        server.away = false;
        server.next().answer();
        Shop.soon("the end is requested").until(() -> server.ends.contains("feature:known"));
        server.end = new CompletableFuture<>();
        Objects.requireNonNull(server.listener).keysChanged(List.of("feature:known"));
        OpenRead changed = server.next();
        older.complete(List.of(1L));

        Shop.holds("no end is due", Duration.ofMillis(200), server.reads::isEmpty);
        changed.answer();
    }

    /** Begins to track, and waits until all that follows the first reading is done. */
    private void track() throws InterruptedException {
        server.away = false;
        server.next().answer();
        Shop.soon("tracking is active").until(() -> sync.status().mode() == SyncMode.TRACKING);
        CompletionStage<Void> loaded = sync.load(List.of("known"));
        server.next().answer();
        awaitDone(loaded);
        copy.hasValues = true;
    }

    private static void awaitDone(CompletionStage<Void> stage) {
        Shop.soon("done").until(() -> stage.toCompletableFuture().isDone());
    }

    @Test // R25
    void failureWhileHandlingAFailureDoesNotEndTheSync() {
        copy.failures.set(10);
        Shop.soon("there are further attempts").until(() -> copy.failures.get() <= 0);
        server.away = false;
        Shop.soon("it is read").untilAsserted(() -> server.next().answer());

        Shop.soon("tracking is active").until(() -> sync.status().mode() == SyncMode.TRACKING);
    }

    /** A copy that sometimes runs out of memory. */
    private static final class Copy implements FlagCopy {

        final Set<String> names = ConcurrentHashMap.newKeySet();

        final AtomicInteger failures = new AtomicInteger();

        volatile boolean hasValues;

        Copy() {
            names.add("known");
        }

        @Override
        public boolean hasValue(String name) {
            return hasValues;
        }

        @Override
        public Collection<String> names() {
            return List.copyOf(names);
        }

        @Override
        public Collection<String> update(Map<String, StoredValue> readings) {
            return List.of();
        }

        @Override
        public void storeLost(Collection<String> lost) {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("as a test");
            }
        }

        @Override
        public void dataLost() {}
    }

    /** A command that reads values, which the test answers. */
    private record OpenRead(List<String> keys, CompletableFuture<List<byte @Nullable []>> values) {

        void answer() {
            values.complete(keys.stream()
                    .<byte @Nullable []>map(key -> new byte[] {'1'})
                    .toList());
        }
    }

    /** A server that is unavailable at first. */
    private static final class Server implements FlagConnections, TrackedServers, FlagCommands {

        private final BlockingQueue<OpenRead> reads = new LinkedBlockingQueue<>();

        /** The keys whose end was read. */
        final Set<String> ends = ConcurrentHashMap.newKeySet();

        /** The reply with the time left of a key. */
        volatile CompletableFuture<List<Long>> end = CompletableFuture.completedFuture(List.of(-1L));

        volatile boolean away = true;

        volatile @Nullable TrackingListener listener;

        OpenRead next() throws InterruptedException {
            return Objects.requireNonNull(reads.poll(10, TimeUnit.SECONDS), "no read was sent");
        }

        @Override
        public TrackedServers track(List<String> prefixes, TrackingListener trackingListener) {
            if (away) {
                throw new IllegalStateException("away");
            }
            listener = trackingListener;
            return this;
        }

        @Override
        public PolledConnection open(int first) {
            throw new IllegalStateException("away");
        }

        @Override
        public FlagCommands commands() {
            return this;
        }

        @Override
        public CompletableFuture<Void> ping() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
            OpenRead read = new OpenRead(keys, new CompletableFuture<>());
            reads.add(read);
            return read.values;
        }

        @Override
        public CompletableFuture<List<Long>> pttl(List<String> keys) {
            ends.addAll(keys);
            return end;
        }

        @Override
        public CompletableFuture<Long> exists(List<String> keys) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<Long> strlen(String key) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<byte @Nullable []> get(String key) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> eval(String script, String key) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
