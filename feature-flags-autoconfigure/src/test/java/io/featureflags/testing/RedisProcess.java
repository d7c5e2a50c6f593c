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
 * A redis-server of its own process on a free port, that can be killed, frozen and started again on the same port. The
 * environment variable {@code FEATURE_FLAGS_REDIS_SERVER} names another binary than the one of embedded-redis.
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

    /** Starts a server that keeps nothing on disk, with further options of redis-server. */
    public static RedisProcess start(String... options) {
        return startOn(freePort(), options);
    }

    /** Starts one as {@link #start} does, on a port that the caller chose. */
    public static RedisProcess startOn(int port, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"));
        // Else a replica leaves there what it got, and every server that starts later begins with it.
        arguments.addAll(List.of("--rdb-del-sync-files", "yes"));
        arguments.addAll(List.of(options));
        return new RedisProcess(port, arguments);
    }

    /** Starts a sentinel from a configuration, which has to name the port, and which the sentinel will rewrite. */
    static RedisProcess startSentinel(int port, Path configuration) {
        return new RedisProcess(port, List.of(configuration.toString(), "--sentinel"));
    }

    /** A port on which nothing listens now. */
    public static int freePort() {
        return Ports.free();
    }

    public int port() {
        return port;
    }

    /** Whether the process runs and is not frozen. */
    public boolean answers() {
        return process.isAlive() && !frozen;
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        frozen = false;
        process.destroyForcibly();
        try {
            process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
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
        frozen = true;
        signal("STOP");
    }

    /** Ends {@link #freeze()}. */
    public void thaw() {
        frozen = false;
        signal("CONT");
    }

    /**
     * Runs one command as redis-cli would, and gives the answer as text, the elements of arrays on lines of their own.
     *
     * @throws RedisErrorAnswer if the answer is an error
     */
    public String run(String... command) {
        return RespConnection.text(call(command));
    }

    /** Runs one command of bytes that need not be text. */
    public String run(List<byte[]> command) {
        return RespConnection.text(RespConnection.once(port, command));
    }

    /**
     * Runs one command, and gives the answer as it is: a {@code String}, a {@code Long}, {@code null} or a {@code List}
     * of such answers.
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
