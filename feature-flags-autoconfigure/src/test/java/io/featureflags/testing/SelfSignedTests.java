package io.featureflags.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("waiting")
class SelfSignedTests {

    private static final RedisProcess REDIS = RedisProcess.start();

    private static final SelfSigned CERTIFICATE = SelfSigned.create();

    private final TcpRelay relay = TcpRelay.tls(REDIS.port(), CERTIFICATE.serverContext());

    @AfterAll
    static void close() {
        CERTIFICATE.close();
        REDIS.close();
    }

    @AfterEach
    void closeRelay() {
        relay.close();
    }

    @Test
    void clientThatTrustsTheCertificateConnects() throws IOException {
        try (RespConnection client = new RespConnection(tls(CERTIFICATE))) {
            assertThat(client.call("PING")).isEqualTo("PONG");
            assertThat(client.call("ECHO", "x".repeat(100_000))).isEqualTo("x".repeat(100_000));
        }
        await().until(() -> relay.connections() == 0);
    }

    @Test
    void clientThatTrustsAnotherCertificateIsRejected() throws IOException {
        try (SelfSigned other = SelfSigned.create();
                RespConnection client = new RespConnection(tls(other))) {
            assertThatThrownBy(() -> client.call("PING")).hasCauseInstanceOf(SSLHandshakeException.class);
            await().until(() -> relay.connections() == 0);
        }
    }

    @Test
    void survivesABlackHoleAndTheEndOfOneDirection() throws IOException {
        try (Socket socket = tls(CERTIFICATE);
                RespConnection client = new RespConnection(socket)) {
            assertThat(client.call("PING")).isEqualTo("PONG");
            relay.drop();
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> client.call("PING")).hasMessageContaining("timed out");
            relay.heal();
            assertThat(client.call("PING")).isEqualTo("PONG");
            relay.halfClose();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void holdsAHandshakeInABlackHoleUntilItIsHealed() throws IOException {
        relay.drop();
        try (SSLSocket socket = tls(CERTIFICATE);
                RespConnection client = new RespConnection(socket)) {
            socket.setSoTimeout(10_000);
            CompletableFuture<Void> shaken = CompletableFuture.runAsync(() -> shakeHands(socket));
            assertThatThrownBy(() -> shaken.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            relay.heal();
            assertThat(shaken).succeedsWithin(Duration.ofSeconds(10));
            assertThat(client.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void filesOfAClientExistUntilTheClose() throws IOException {
        SelfSigned certificate = SelfSigned.create();
        try (certificate) {
            assertThat(Files.readString(certificate.certificate()))
                    .startsWith("-----BEGIN CERTIFICATE-----\nMII")
                    .endsWith("\n-----END CERTIFICATE-----\n");
            assertThat(certificate.truststore()).isNotEmptyFile();
        }
        assertThat(certificate.truststore()).doesNotExist();
        assertThat(certificate.certificate()).doesNotExist();
    }

    private static void shakeHands(SSLSocket socket) {
        try {
            socket.startHandshake();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private SSLSocket tls(SelfSigned trusted) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        SSLSocket socket = (SSLSocket)
                trusted.clientContext().getSocketFactory().createSocket(plain, "localhost", relay.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // Verifies the name, too.
        socket.setSSLParameters(parameters);
        return socket;
    }
}
