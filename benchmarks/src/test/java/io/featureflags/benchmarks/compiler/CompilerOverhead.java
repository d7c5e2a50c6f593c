package io.featureflags.benchmarks.compiler;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.jmh.Figure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the annotation processor adds to a compilation of annotated classes. The same sources are compiled without a
 * processor, with one that does nothing, for which javac reads all declarations once more, and with that of feature-flags: in
 * turns and in the order of the round, so that other load on the machine affects all three. The figures are the medians of
 * the quotients within one round.
 */
final class CompilerOverhead {

    /** Rounds in which javac itself is compiled by the JVM. */
    private static final int WARM_UP = 3;

    private static final String SOURCE = """
            package shop;

            import io.featureflags.FeatureToggle;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;

            public class ShopNUMBER {

                private final List<String> orders = new ArrayList<>();

                @FeatureToggle(value = "new_checkout_NUMBER", fallback = "legacyCheckout", user = "#user", expires = "2999-01-31")
                public String checkout(String user, Map<String, Integer> items) {
                    StringBuilder text = new StringBuilder(user);
                    for (Map.Entry<String, Integer> item : items.entrySet()) {
                        text.append(item.getKey()).append(item.getValue() * NUMBER);
                    }
                    orders.add(text.toString());
                    return text.toString();
                }

                private String legacyCheckout(String user, Map<String, Integer> items) {
                    int sum = items.values().stream().mapToInt(Integer::intValue).sum();
                    orders.add(user + sum);
                    return user + sum;
                }

                public List<String> find(String user) {
                    return orders.stream().filter(order -> order.startsWith(user)).sorted().toList();
                }

                public int count(String user) {
                    int count = 0;
                    for (String order : orders) {
                        if (order.contains(user)) {
                            count++;
                        }
                    }
                    return count;
                }
            }
            """;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    private final int classes;

    private final int rounds;

    /**
     * Creates a plan.
     *
     * @param classes the number of annotated classes
     * @param rounds the number of compilations with the processor, and of those without it
     */
    CompilerOverhead(int classes, int rounds) {
        this.classes = classes;
        this.rounds = rounds;
    }

    /** Prints a table of the figures. */
    public static void main(String... arguments) throws Exception {
        int rounds = arguments.length == 0 ? 21 : Integer.parseInt(arguments[0]);
        Machine.print(System.out);
        System.out.println("| annotated classes | no processor, ms | an idle one | feature-flags |");
        System.out.println("| --- | --- | --- | --- |");
        System.out.println(new CompilerOverhead(500, rounds).measure());
    }

    /** Returns the row of figures. */
    String measure() throws IOException {
        Path folder = Files.createTempDirectory("compiler");
        try {
            List<Path> sources = new ArrayList<>();
            for (int number = 0; number < classes; number++) {
                String text = SOURCE.replace("NUMBER", Integer.toString(number));
                sources.add(Files.writeString(folder.resolve("Shop" + number + ".java"), text));
            }
            List<List<String>> setups = List.of(List.of("-proc:none"), idleProcessor(), processor());
            double[][] millis = new double[setups.size()][rounds];
            for (int round = -Math.min(WARM_UP, rounds); round < rounds; round++) {
                for (int turn = 0; turn < setups.size(); turn++) {
                    int setup = round % 2 == 0 ? turn : setups.size() - 1 - turn;
                    double time = compile(sources, folder, setups.get(setup));
                    if (round >= 0) {
                        millis[setup][round] = time;
                    }
                }
            }
            return "| " + classes + " | " + Figure.median(millis[0]) + " | " + quotient(millis[1], millis[0]) + " | "
                    + quotient(millis[2], millis[0]) + " |";
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static Figure quotient(double[] millis, double[] without) {
        double[] quotients = new double[millis.length];
        Arrays.setAll(quotients, round -> millis[round] / without[round]);
        return Figure.median(quotients);
    }

    private static List<String> idleProcessor() {
        return List.of(
                "-processorpath", System.getProperty("java.class.path"), "-processor", IdleProcessor.class.getName());
    }

    private static List<String> processor() {
        return List.of("-processorpath", path("core") + File.pathSeparator + path("processor"));
    }

    private double compile(List<Path> sources, Path folder, List<String> setup) throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        List<String> options = new ArrayList<>(List.of("-d", target.toString(), "-classpath", path("core")));
        options.addAll(setup);
        long start = System.nanoTime();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IllegalStateException("The sources do not compile");
            }
        }
        double millis = (System.nanoTime() - start) / 1e6;
        if (setup.equals(processor()) != Files.exists(target.resolve("META-INF/feature-flags.json"))) {
            throw new IllegalStateException("The index is written if the processor is there, and only then");
        }
        FileSystemUtils.deleteRecursively(target);
        return millis;
    }

    /** Returns a module of feature-flags on the class path of this JVM. */
    private static String path(String module) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("feature-flags-" + module))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
