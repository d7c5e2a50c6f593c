package io.featureflags.console;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A redis-server on a free port, empty at first and without files. */
final class ConsoleRedis implements AutoCloseable {

    private final int port;

    private final RedisServer server;

    private final RedisClient client;

    private final RedisCommands<String, String> commands;

    private ConsoleRedis() throws IOException {
        this.port = freePort();
        this.server =
                RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        server.start();
        this.client = RedisClient.create("redis://127.0.0.1:" + port);
        this.commands = client.connect().sync();
    }

    static ConsoleRedis start() {
        try {
            return new ConsoleRedis();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    void set(String flag, String value) {
        commands.set("feature:" + flag, value);
    }

    void clear() {
        commands.flushall();
    }

    /** Ends the server, which then answers no connection. */
    void stop() {
        try {
            server.stop();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        client.shutdown();
        stop();
    }
}
