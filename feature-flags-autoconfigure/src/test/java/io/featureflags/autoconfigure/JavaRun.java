package io.featureflags.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program in a JVM of its own, with a given class path. */
final class JavaRun {

    private static final long LIMIT_IN_SECONDS = 60;

    private JavaRun() {}

    /** The class path of the tests. */
    static Stream<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }

    /**
     * Runs a program until it ends, for at most a minute.
     *
     * @param classPath class path of the program
     * @param arguments options of the JVM, the main class, arguments of the program
     * @return the output of the program
     */
    static String of(Stream<Path> classPath, List<String> arguments) {
        try {
            Path output = Files.createTempFile("run", ".log");
            try {
                // A short run takes half the time with the first compiler only.
                ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1");
                builder.command().addAll(arguments);
                builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
                builder.environment()
                        .put(
                                "CLASSPATH",
                                classPath.map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
                Process process = builder.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(LIMIT_IN_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                return Files.readString(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }
}
