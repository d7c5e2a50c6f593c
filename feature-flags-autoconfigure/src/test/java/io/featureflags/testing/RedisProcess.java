package io.featureflags.testing;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * A redis-server of its own process on a free port, that can be killed, frozen and started again on the same port. The
 * environment variable {@code FEATURE_FLAGS_REDIS_SERVER} names another binary than the one of embedded-redis.
 */
public final class RedisProcess implements AutoCloseable {

    private static final Path BINARY = binary();

    private static final File FOLDER = folder();

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final int port;

    private final List<String> options;

    private Process process;

    private RedisProcess(int port, List<String> options) {
        this.port = port;
        this.options = options;
        this.process = launch();
    }

    /** Starts a server that keeps nothing on disk, with further options of redis-server. */
    public static RedisProcess start(String... options) {
        return new RedisProcess(freePort(), List.of(options));
    }

    /** A port on which nothing listens now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    public int port() {
        return port;
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again, empty, on the same port. */
    public void restart() {
        kill();
        process = launch();
    }

    /** Freezes the process: its connections stay open, and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    /** Ends {@link #freeze()}. */
    public void thaw() {
        signal("CONT");
    }

    /** Runs one command as redis-cli would, and gives the answer as text. */
    public String run(String... command) {
        return run(Arrays.stream(command)
                .map(argument -> argument.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** Runs one command of bytes that need not be text. */
    public String run(List<byte[]> command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("*" + command.size() + "\r\n"));
            for (byte[] argument : command) {
                out.write(ascii("$" + argument.length + "\r\n"));
                out.write(argument);
                out.write(ascii("\r\n"));
            }
            out.flush();
            return answer(new DataInputStream(socket.getInputStream()));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            thaw();
        }
        kill();
    }

    private static String answer(DataInputStream in) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '$' ->
                rest.equals("-1") ? "(nil)" : new String(bulk(in, Integer.parseInt(rest)), StandardCharsets.UTF_8);
            case '*' -> {
                List<String> elements = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    elements.add(answer(in));
                }
                yield String.join("\n", elements);
            }
            case '-' -> throw new IllegalStateException("Redis says: " + rest);
            default -> rest;
        };
    }

    private static byte[] bulk(DataInputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        line(in);
        return bytes;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.readByte(); read != '\n'; read = in.readByte()) {
            line.append((char) read);
        }
        return line.toString().stripTrailing();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void signal(String name) {
        try {
            // The kill of the shell: a bare machine has no other.
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                BINARY.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--daemonize",
                "no"));
        command.addAll(options);
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .directory(FOLDER)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            awaitAnswer(started);
            return started;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void awaitAnswer(Process started) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                run("PING");
                return;
            } catch (UncheckedIOException | IllegalStateException ex) {
                if (!started.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("redis-server did not start on port " + port, ex);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static File folder() {
        try {
            File folder = Files.createTempDirectory("redis").toFile();
            folder.deleteOnExit(); // It stays empty: the servers keep nothing on disk.
            return folder;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Path binary() {
        String named = System.getenv("FEATURE_FLAGS_REDIS_SERVER");
        try {
            return named != null
                    ? Path.of(named)
                    : ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
