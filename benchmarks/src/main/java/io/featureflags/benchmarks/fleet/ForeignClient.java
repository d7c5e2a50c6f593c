package io.featureflags.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Another client of the same Redis, which reads a key each millisecond, and measures how long that takes. */
final class ForeignClient {

    private static final byte[] COMMAND = "GET foreign\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final long PAUSE = 1_000_000;

    private final List<Long> nanos = new ArrayList<>();

    private final Thread thread;

    private volatile boolean ended;

    ForeignClient(int port) {
        thread = new Thread(() -> measure(port));
        thread.start();
    }

    private void measure(int port) {
        try (Socket socket = connect(port)) {
            socket.setTcpNoDelay(true);
            byte[] reply = new byte[64];
            while (!ended) {
                long start = System.nanoTime();
                socket.getOutputStream().write(COMMAND);
                if (socket.getInputStream().read(reply) < 0) {
                    return;
                }
                nanos.add(System.nanoTime() - start);
                LockSupport.parkNanos(PAUSE);
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Connects as soon as Redis accepts connections. */
    private Socket connect(int port) throws IOException {
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (ConnectException ex) {
                if (ended) {
                    throw ex;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** Ends, and returns the sorted durations in milliseconds. */
    List<Double> end() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return nanos.stream().map(each -> each / 1e6).sorted().toList();
    }
}
