package io.featureflags.benchmarks.startup;

import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.testing.RedisProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Starts an application of 200 beans, 50 of them toggled, with and without the starter. The first start is in a fresh JVM,
 * as for a developer, and further ones follow in the same JVM. Others are in a fresh JVM with an archive of its classes. The
 * variants take turns, so that other load on the machine affects all of them. The time that the starter adds is the median of the differences within one round.
 */
public final class StartUp {

    private static final int LIMIT_SECONDS = 120;

    private final int rounds;

    private final int again;

    /**
     * Creates a plan of starts.
     *
     * @param rounds the number of JVMs for each variant, after one that does not count; with 1, that one is left out
     * @param again the number of further starts in each JVM, of which the later half counts
     */
    public StartUp(int rounds, int again) {
        this.rounds = rounds;
        this.again = again;
    }

    /** The times of one variant, in nanoseconds, by round. */
    private static final class Times {

        private final double[] first;

        private final double[] again;

        private final double[] archived;

        Times(int rounds) {
            first = new double[rounds];
            again = new double[rounds];
            archived = new double[rounds];
        }
    }

    /**
     * Runs all starts.
     *
     * @return the times from the main method until the application is ready, and their differences
     */
    public Results measure() {
        Path folder = folder();
        try (RedisProcess redis = RedisProcess.start()) {
            for (int flag = 0; flag < ShopClasses.TOGGLED; flag++) {
                redis.run("SET", "feature:" + ShopClasses.flag(flag), Boolean.toString(flag % 2 == 0));
            }
            ShopClasses.compile(Variant.REDIS_UP, folder);
            ShopClasses.compile(Variant.INDEXED, folder);
            Map<Variant, Times> times = new EnumMap<>(Variant.class);
            for (Variant variant : Variant.values()) {
                times.put(variant, new Times(rounds));
                // Brings the files into the disk cache, too.
                starts(
                        variant,
                        1,
                        folder,
                        redis.port(),
                        ClassArchive.of(variant, folder).creation());
            }
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<Variant, Times> each : times.entrySet()) {
                    Variant variant = each.getKey();
                    double[] starts = starts(variant, 1 + again, folder, redis.port(), List.of());
                    each.getValue().first[round] = starts[0];
                    double[] warm = Arrays.copyOfRange(starts, 1 + again / 2, starts.length);
                    each.getValue().again[round] = Figure.median(warm).value();
                    List<String> archive = ClassArchive.of(variant, folder).use();
                    each.getValue().archived[round] = starts(variant, 1, folder, redis.port(), archive)[0];
                }
            }
            return results(times);
        } finally {
            FileSystemUtils.deleteRecursively(folder.toFile());
        }
    }

    private static Results results(Map<Variant, Times> times) {
        Results results = new Results(new HashMap<>(), new HashMap<>());
        add(results, "StartUpFirst", times, all -> all.first);
        add(results, "StartUpAgain", times, all -> all.again);
        add(results, "StartUpArchived", times, all -> all.archived);
        return results;
    }

    private static void add(Results results, String name, Map<Variant, Times> times, Function<Times, double[]> which) {
        Map<Variant, double[]> nanos = new EnumMap<>(Variant.class);
        times.forEach((variant, all) -> nanos.put(variant, which.apply(all)));
        nanos.forEach((variant, starter) -> {
            if (variant.hasStarter()) {
                String row = name + variant.label() + ".";
                Map<String, Variant> others = Map.of(
                        "Plain", Variant.PLAIN, "Asking", variant.withoutStarter(), "Proxies", variant.withProxies());
                others.forEach((column, other) -> {
                    double[] without = Objects.requireNonNull(nanos.get(other));
                    results.nanos().put(row + "time" + column, Figure.median(without));
                    results.nanos().put(row + "to" + column, Figure.median(differences(starter, without)));
                });
                results.nanos().put(row + "starter", Figure.median(starter));
            }
        });
    }

    private static double[] differences(double[] these, double[] those) {
        double[] differences = new double[these.length];
        Arrays.setAll(differences, round -> these[round] - those[round]);
        return differences;
    }

    private static double[] starts(Variant variant, int count, Path folder, int redisPort, List<String> options) {
        int port = variant.isRedisUp() ? redisPort : RedisProcess.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-D" + ShopClasses.STARTS + "=" + count);
        if (variant.asks()) {
            command.add("-D" + ShopClasses.ASKED_PORT + "=" + port);
        }
        command.addAll(List.of(
                "-cp",
                folder.resolve(variant.jar()) + File.pathSeparator + variant.classPath(),
                ShopClasses.MAIN,
                "--spring.main.banner-mode=off",
                "--logging.level.root=error",
                "--" + ShopClasses.EXPECTED + "=" + variant.branches()));
        if (variant.hasProxies()) {
            command.add("--" + ShopClasses.PROXIES + "=true");
        }
        if (variant.hasStarter()) {
            command.add("--spring.data.redis.host=127.0.0.1");
            command.add("--spring.data.redis.port=" + port);
        }
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<String> lines = output.lines()) {
                double[] nanos = lines.filter(line -> line.startsWith(ShopClasses.STARTED))
                        .mapToDouble(line -> Double.parseDouble(line.substring(ShopClasses.STARTED.length())))
                        .toArray();
                if (nanos.length != count) {
                    throw new IllegalStateException(variant + " did not start: " + output);
                }
                return nanos;
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("shop");
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
