package io.featureflags.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A redis-server process on a free port, which can be killed, frozen and started again on the same port. The
 * environment variable {@code FEATURE_FLAGS_REDIS_SERVER} selects another binary than that of embedded-redis.
 */
public final class RedisProcess implements AutoCloseable {

    private static final Path BINARY = binary();

    private static final File FOLDER = folder();

    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private final int port;

    private final List<String> arguments;

    private Process process;

    private volatile boolean frozen;

    private RedisProcess(int port, List<String> arguments) {
        this.port = port;
        this.arguments = arguments;
        this.process = launch();
    }

    /** Starts a server without files on disk, with further options of redis-server. */
    public static RedisProcess start(String... options) {
        return startOn(freePort(), options);
    }

    /** Starts a server like {@link #start}, on the given port. */
    public static RedisProcess startOn(int port, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"));
        // Otherwise a replica leaves its data there, and every later server loads it.
        arguments.addAll(List.of("--rdb-del-sync-files", "yes"));
        arguments.addAll(List.of(options));
        return new RedisProcess(port, arguments);
    }

    /** Starts a sentinel from a configuration, which must contain the port, and which the sentinel will rewrite. */
    static RedisProcess startSentinel(int port, Path configuration) {
        return new RedisProcess(port, List.of(configuration.toString(), "--sentinel"));
    }

    /** Returns a port on which no process listens. */
    public static int freePort() {
        return Ports.free();
    }

    public int port() {
        return port;
    }

    /** Returns whether the process runs and is not frozen. */
    public boolean answers() {
        return process.isAlive() && !frozen;
    }

    /** Ends the process like {@code kill -9}. */
    public void kill() {
        frozen = false;
        process.destroyForcibly();
        try {
            process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the process again, empty, on the same port. */
    public void restart() {
        kill();
        process = launch();
    }

    /** Freezes the process: its connections stay open without an answer. */
    public void freeze() {
        frozen = true;
        signal("STOP");
    }

    /** Ends {@link #freeze()}. */
    public void thaw() {
        frozen = false;
        signal("CONT");
    }

    /**
     * Runs one command like redis-cli, and returns the answer as text, each element of an array on its own line.
     *
     * @throws RedisErrorAnswer if the answer is an error
     */
    public String run(String... command) {
        return RespConnection.text(call(command));
    }

    /** Runs one command of bytes, which need not be text. */
    public String run(List<byte[]> command) {
        return RespConnection.text(RespConnection.once(port, command));
    }

    /**
     * Runs one command, and returns the answer: a {@code String}, a {@code Long}, {@code null} or a {@code List} of
     * such answers.
     *
     * @throws RedisErrorAnswer if the answer is an error
     */
    public @Nullable Object call(String... command) {
        return RespConnection.once(port, RespConnection.bytes(command));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            thaw();
        }
        kill();
    }

    private void signal(String name) {
        try {
            // The built-in command of the shell: a minimal machine has no other.
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
        List<String> command = new ArrayList<>();
        command.add(BINARY.toString());
        command.addAll(arguments);
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
        Poll.until("redis-server answers on port " + port, () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("redis-server ended instead of listening on port " + port);
            }
            return !run("PING").isEmpty();
        });
    }

    private static File folder() {
        try {
            File folder = Files.createTempDirectory("redis").toFile();
            folder.deleteOnExit(); // It stays empty: the servers have no files on disk.
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
