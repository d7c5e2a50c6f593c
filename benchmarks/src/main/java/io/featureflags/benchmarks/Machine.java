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

/** Where and when was measured: without it no figure means anything. */
public final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /**
     * Prints it, a line for each fact.
     *
     * @param out where to
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
     * How many threads want a processor, on an average of the last minute: more than there are, and figures are noise.
     *
     * @return the average, or that it is unknown
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
