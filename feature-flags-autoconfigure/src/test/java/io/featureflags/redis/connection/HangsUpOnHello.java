package io.featureflags.redis.connection;

import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A proxy before a server that closes each connection on which it meets a HELLO, as some do that speak RESP2 only. */
final class HangsUpOnHello implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final ServerSocket listener;

    private final int targetPort;

    private HangsUpOnHello(ServerSocket listener, int targetPort) {
        this.listener = listener;
        this.targetPort = targetPort;
    }

    static HangsUpOnHello before(int targetPort) {
        try {
            HangsUpOnHello proxy = new HangsUpOnHello(
                    new ServerSocket(RedisProcess.freePort(), 128, InetAddress.getLoopbackAddress()), targetPort);
            inBackground(proxy::accept);
            return proxy;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
            inBackground(() -> pass(client, server));
            inBackground(() -> pass(server, client));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                String text = new String(chunk, 0, length, StandardCharsets.ISO_8859_1);
                if (text.toUpperCase(Locale.ROOT).contains("\r\nHELLO\r\n")) {
                    return;
                }
                out.write(chunk, 0, length);
            }
        }
    }

    private static void inBackground(Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (IOException ex) {
                        // One side has gone, and the other goes with it.
                    }
                },
                "hangs-up-on-hello");
        thread.setDaemon(true);
        thread.start();
    }

    /** What may end by the end of a connection. */
    private interface Passing {

        void run() throws IOException;
    }
}
