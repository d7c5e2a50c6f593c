package io.featureflags.benchmarks.sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The other process that changes flags: a JVM without any library, on a raw socket. Each line of its input is a change,
 * {@code <pause in ns> <key> <value>}, and its answer is the time directly before that was sent. The answer to a line
 * {@code clock} is the time only. It ends with its input.
 */
final class WriterMain {

    private WriterMain() {}

    /** Serves one reader, on the Redis whose port is the only argument. */
    public static void main(String[] arguments) throws IOException {
        try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            redis.setTcpNoDelay(true);
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                System.out.println(request.equals("clock") ? System.nanoTime() : change(redis, request.split(" ")));
            }
        }
    }

    private static long change(Socket redis, String[] request) throws IOException {
        byte[] command = set(request[1], request[2]);
        OutputStream out = redis.getOutputStream();
        long due = System.nanoTime() + Long.parseLong(request[0]);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        long sent = System.nanoTime();
        out.write(command);
        out.flush();
        String answer = line(redis.getInputStream());
        if (!"+OK".equals(answer)) {
            throw new IOException("Redis answered " + answer);
        }
        return sent;
    }

    private static byte[] set(String key, String value) {
        return ("*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + value.length() + "\r\n" + value
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                return null;
            }
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }
}
