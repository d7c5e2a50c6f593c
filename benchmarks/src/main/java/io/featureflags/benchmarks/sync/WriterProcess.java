package io.featureflags.benchmarks.sync;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Starts and controls {@link WriterMain}. Its times are compared with ours: on Linux {@link System#nanoTime} of
 * every JVM reads CLOCK_MONOTONIC, which counts from the start of the machine. On other systems this may differ, so it is tested.
 */
final class WriterProcess implements AutoCloseable {

    private static final int CLOCK_TESTS = 20;

    private final Process process;

    private final PrintWriter requests;

    private final BufferedReader answers;

    WriterProcess(int redisPort) {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // Small and without background threads, so that it does not take the reader's core.
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx32m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WriterMain.class.getName(),
                            Integer.toString(redisPort))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        requests = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        try {
            testClocks();
        } catch (RuntimeException ex) {
            close();
            throw ex;
        }
    }

    private void testClocks() {
        for (int test = 0; test < CLOCK_TESTS; test++) {
            long before = System.nanoTime();
            requests.println("clock");
            long theirs = sent();
            if (theirs < before || theirs > System.nanoTime()) {
                throw new IllegalStateException(
                        "The clocks of two JVMs differ on this machine, so their times cannot be compared");
            }
        }
    }

    /** Requests a change, and does not wait for it. */
    void change(String flag, boolean value, long pauseNanos) {
        requests.println(pauseNanos + " " + MeasuredRedis.key(flag) + " " + value);
    }

    /** Waits for the requested change, and returns the time right before it was sent. */
    long sent() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("The writer process has ended");
            }
            return Long.parseLong(answer);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
