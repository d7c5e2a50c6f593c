package io.featureflags.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Starts programs of the tests in a JVM of their own, which a test can kill. */
public final class JavaProcess {

    private JavaProcess() {}

    /**
     * Starts a program with the class path of the tests. Its input ends when the JVM of the test ends.
     *
     * @param program class with the main method
     * @param output file that the output is written to
     * @param arguments arguments of the program
     * @return the running process
     */
    public static Process start(Class<?> program, Path output, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                program.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
