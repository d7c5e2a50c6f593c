package io.featureflags.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootVersion;

/** The machine and the time of a run, without which its figures have no meaning. */
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /**
     * Prints a line for each fact.
     *
     * @param out the target
     */
    public static void print(PrintStream out) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        var jvm = ManagementFactory.getRuntimeMXBean();
        out.println("- Date: " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        out.println("- Machine: " + system.getAvailableProcessors() + " processors (" + processor() + "), "
                + system.getName() + " " + system.getVersion() + " " + system.getArch() + ", load " + load()
                + " before");
        out.println("- JDK: " + jvm.getVmName() + " " + Runtime.version() + " " + jvm.getInputArguments());
        out.println("- Spring Boot: " + SpringBootVersion.getVersion());
        out.flush();
    }

    /**
     * Returns the average number of threads that use or await a processor in the last minute. If it is higher than the
     * number of processors, figures are noise.
     *
     * @return the average, or "unknown"
     */
    public static String load() {
        double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return average < 0 ? "unknown" : String.format(Locale.ROOT, "%,.2f", average);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("model unknown");
        } catch (IOException ex) {
            return "model unknown";
        }
    }
}
