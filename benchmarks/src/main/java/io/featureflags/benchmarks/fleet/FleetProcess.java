package io.featureflags.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts and controls {@link FleetMain}. Its times are compared with ours, as on Linux all JVMs have one clock. */
final class FleetProcess implements AutoCloseable {

    private final Process process;

    private final PrintWriter requests;

    private final BufferedReader answers;

    /**
     * Starts the process.
     *
     * @param redisPort the port of Redis
     * @param instances the number of instances
     * @param flags the number of flags
     * @param classes folders with the classes of another build; empty for this build
     */
    FleetProcess(int redisPort, int instances, int flags, String classes) {
        String path = System.getProperty("java.class.path");
        try {
            process = new ProcessBuilder(
                            // As if on other machines: Redis and its other client have the processors first.
                            "nice",
                            "-n",
                            "19",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            // Room for many changes: a collection would stop all instances of the JVM.
                            "-Xms1g",
                            "-Xmn700m",
                            "-cp",
                            classes.isEmpty()
                                    ? path
                                    : classes.replace(",", File.pathSeparator) + File.pathSeparator + path,
                            FleetMain.class.getName(),
                            Integer.toString(redisPort),
                            Integer.toString(instances),
                            Integer.toString(flags))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        requests = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    void send(String request) {
        requests.println(request);
    }

    /** Returns the time at which the last instance has fulfilled a request, in nanoseconds. */
    long answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("at ")) {
                    return Long.parseLong(line.substring("at ".length()));
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        throw new IllegalStateException("The instances have ended");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
