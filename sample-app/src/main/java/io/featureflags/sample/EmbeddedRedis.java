package io.featureflags.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import redis.embedded.RedisServer;

/**
 * A real redis-server that the application starts: on this machine only, empty at first, without files. It ends with the
 * application.
 */
final class EmbeddedRedis {

    /** Easy to remember, and not 6379, where another Redis may run. */
    private static final int FRIENDLY_PORT = 6390;

    private final int port;

    private EmbeddedRedis(int port) {
        this.port = port;
    }

    /** Starts a server on the friendly port, or on a free one if the friendly one is in use. */
    static EmbeddedRedis start() {
        try {
            return startOn(FRIENDLY_PORT);
        } catch (IOException taken) {
            try {
                return startOn(freePort());
            } catch (IOException ex) {
                throw new IllegalStateException(
                        "The embedded Redis does not start. Start the sample with another one: --spring.data.redis.port=6379",
                        ex);
            }
        }
    }

    private static EmbeddedRedis startOn(int port) throws IOException {
        // It adds its own shutdown hook, which ends the process after Ctrl-C and SIGTERM as well.
        RedisServer.newRedisServer().port(port).setting("save \"\"").build().start();
        return new EmbeddedRedis(port);
    }

    int port() {
        return port;
    }

    /** Sets a key with Redis's inline protocol. Neither text may contain a space. */
    void set(String key, String value) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("SET " + key + " " + value + "\r\n").getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (!"+OK".equals(answer)) {
                throw new IllegalStateException("Redis did not set " + key + ": " + answer);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
