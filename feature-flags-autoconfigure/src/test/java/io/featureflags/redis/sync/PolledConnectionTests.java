package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.featureflags.redis.connection.PolledConnection;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.SpringDataSource;
import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import io.featureflags.testing.Shop;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStringCommands;

/** A connection of any driver on which each command waits for its reply. */
class PolledConnectionTests {

    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void hangingServerIsWaitedForOnce() {
        PolledConnection connection = polled(connection(() -> {
            throw new QueryTimeoutException("no answer");
        }));
        FlagReader reader = new FlagReader(connection, settings(), name -> false);

        List<String> names = List.of("one", "two", "three", "four", "five");
        assertThat(reader.readSizesFirst(names)).isCompletedExceptionally();
        assertThat(sent).hasValue(2); // One command, and a PING that shows whether the server answered.
    }

    @Test
    void forbiddenPingIsAnAnswer() {
        PolledConnection connection = polled(connection(() -> {
            throw new RedisSystemException("Error", new IllegalStateException("NOPERM no 'ping' for you"));
        }));

        assertThatCode(connection::ping).doesNotThrowAnyException();
        assertThat(connection.get("key")).isCompletedExceptionally();
        assertThat(connection.get("key")).isCompletedExceptionally();
        assertThat(sent).hasValue(5);
    }

    @Test // R35
    void connectionThatHangsDuringAStopIsClosedLater() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Semaphore hang = new Semaphore(0);
        RedisConnection driver = connection(() -> {
            hanging.countDown();
            hang.acquireUninterruptibly(); // Like a read from a socket.
            throw new QueryTimeoutException("no answer");
        });
        RedisSync sync = new RedisSync(
                () -> new SpringDataSource(factoryOf(closing(driver, closed)), null).connections(settings()),
                settings(),
                new NoFlags(),
                new NoRecords(),
                Clock.systemUTC());
        hanging.await();
        sync.stop();
        hang.release(100);

        Shop.soon("it is closed").until(() -> closed.getCount() == 0);
    }

    private PolledConnection polled(RedisConnection driver) {
        return new SpringDataSource(factoryOf(driver), null)
                .connections(settings())
                .open(0);
    }

    private RedisConnection connection(Supplier<@Nullable Object> answer) {
        Object strings = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RedisStringCommands.class}, (proxy, method, arguments) -> {
                    sent.incrementAndGet();
                    return answer.get();
                });
        return (RedisConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RedisConnection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("stringCommands")) {
                        return strings;
                    }
                    sent.incrementAndGet();
                    return answer.get();
                });
    }

    private RedisConnection closing(RedisConnection driver, CountDownLatch closed) {
        return (RedisConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RedisConnection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.countDown();
                        return null;
                    }
                    return method.getName().equals("stringCommands") ? driver.stringCommands() : driver.ping();
                });
    }

    private RedisConnectionFactory factoryOf(RedisConnection connection) {
        return (RedisConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedisConnectionFactory.class},
                (proxy, method, arguments) -> connection);
    }

    private static RedisSettings settings() {
        return new RedisSettings(
                "feature:", Duration.ofMillis(500), Duration.ofMillis(10), Duration.ofHours(1), 1_000_000, "test");
    }

    /** A copy without names, so that each poll sends only a PING. */
    private static final class NoFlags implements FlagCopy {

        @Override
        public boolean hasValue(String name) {
            return false;
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }

        @Override
        public Collection<String> update(Map<String, StoredValue> readings) {
            return List.of();
        }

        @Override
        public void storeLost(Collection<String> names) {}

        @Override
        public void dataLost() {}
    }
}
