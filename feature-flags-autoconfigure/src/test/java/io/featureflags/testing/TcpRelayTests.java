package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("waiting")
class TcpRelayTests {

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final String PONG = "+PONG\r\n";

    private static final RedisProcess REDIS = RedisProcess.start();

    private TcpRelay relay = TcpRelay.to(REDIS.port());

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @Test
    void passesEverythingAtFirst() throws IOException {
        try (Socket client = client();
                Socket other = client()) {
            assertThat(pong(client)).isEqualTo(PONG);
            assertThat(pong(other)).isEqualTo(PONG);
            assertThat(relay.connections()).isEqualTo(2);
        }
        await().until(() -> relay.connections() == 0);
        await().until(() -> connectionsOfServer() == 0);
    }

    @Test
    void passesOnTheEndOfStreamOfTheServer() throws IOException {
        try (Socket client = client()) {
            client.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("+OK\r\n");
        }
    }

    @Test
    void closesTheConnectionIfThereIsNoServer() throws IOException {
        try (TcpRelay toNothing = TcpRelay.to(RedisProcess.freePort());
                Socket client = client(toNothing)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void delaysBothDirections() throws IOException {
        try (Socket client = client()) {
            assertThat(pong(client)).isEqualTo(PONG);
            relay.delay(Duration.ofMillis(150));
            long begin = System.nanoTime();
            assertThat(pong(client)).isEqualTo(PONG);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void healsADelayAtOnce() throws Exception {
        try (Socket client = client()) {
            relay.delay(Duration.ofHours(1));
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> pong(client));
            assertThatThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS)).isNotNull();
            relay.heal();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(PONG);
        }
    }

    @Test
    void swallowsDataInABlackHoleAndHealsOpenConnections() throws IOException {
        try (Socket before = client()) {
            assertThat(pong(before)).isEqualTo(PONG);
            relay.drop();
            try (Socket during = client()) {
                assertSilent(before);
                assertSilent(during);
                assertThat(relay.connections()).isEqualTo(2);
                relay.heal();
                assertThat(pong(before)).isEqualTo(PONG);
                assertThat(pong(during)).isEqualTo(PONG);
                assertNothingMore(before); // The answer to the swallowed command stays lost.
            }
        }
    }

    @Test
    void hidesTheEndOfTheServerInABlackHole() throws IOException {
        try (RedisProcess mortal = RedisProcess.start();
                TcpRelay relay = TcpRelay.to(mortal.port());
                Socket client = client(relay)) {
            assertThat(pong(client)).isEqualTo(PONG);
            relay.drop();
            mortal.kill();
            assertSilent(client);
            assertThat(relay.connections()).isOne();
            relay.heal();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void countsNoClientThatLeftABlackHole() throws IOException {
        relay.drop();
        try (Socket client = client()) {
            assertSilent(client);
            assertThat(relay.connections()).isOne();
        }
        await().until(() -> relay.connections() == 0);
        relay.cut();
        await().until(() -> connectionsOfServer() == 0);
    }

    @Test
    void closesOneDirection() throws IOException {
        try (Socket client = client()) {
            assertThat(pong(client)).isEqualTo(PONG);
            relay.halfClose();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.getOutputStream().write("SET half-closed yes\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> REDIS.run("GET", "half-closed").equals("yes"));
            assertThat(relay.connections()).isOne();
        }
        try (Socket next = client()) {
            assertThat(pong(next)).isEqualTo(PONG);
        }
    }

    @Test
    void cutsLiveConnectionsAndTakesNewOnes() throws IOException {
        try (Socket client = client()) {
            assertThat(pong(client)).isEqualTo(PONG);
            relay.cut();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(relay.connections()).isZero();
        }
        try (Socket next = client()) {
            assertThat(pong(next)).isEqualTo(PONG);
        }
    }

    @RepeatedTest(20) // Repeated, since a port that stays open for a moment is rarely hit.
    void refusesUntilHealedOnTheSamePort() throws IOException {
        int port = relay.port();
        try (Socket client = client()) {
            assertThat(pong(client)).isEqualTo(PONG);
            relay.refuse();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
        relay.heal();
        try (Socket next = client()) {
            assertThat(pong(next)).isEqualTo(PONG);
        }
        assertThat(relay.port()).isEqualTo(port);
    }

    private static long connectionsOfServer() {
        return REDIS.run("CLIENT", "LIST").lines().count() - 1; // Without that of this command.
    }

    private Socket client() throws IOException {
        return client(relay);
    }

    private static Socket client(TcpRelay relay) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.port());
    }

    private static String pong(Socket client) {
        try {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(PING);
            return new String(client.getInputStream().readNBytes(PONG.length()), StandardCharsets.US_ASCII);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void assertSilent(Socket client) throws IOException {
        client.getOutputStream().write(PING);
        assertNothingMore(client);
    }

    private static void assertNothingMore(Socket client) throws IOException {
        client.setSoTimeout(200);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }
}
