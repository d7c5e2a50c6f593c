package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts what the packaged shop loads until it is ready: each class costs time at the first start, and so does each lambda
 * at its first use. Unlike times, the counts do not depend on the machine.
 */
class StartedClassesIT {

    /** What the shop was last seen to load, and some more, since its threads are not at the same point in each start. */
    private static final int MAX_NAMED = 440;

    private static final int MAX_LAMBDAS = 220;

    private static final String OURS = "io.featureflags.";

    private static final String SAMPLE = "io.featureflags.sample.";

    private static List<String> loaded = List.of();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("classes.log");
        try (RedisProcess redis = RedisProcess.start();
                SampleProcess sample = SampleProcess.startWith(
                        List.of("-Xlog:class+load:file=" + log + ":none"),
                        "--spring.data.redis.port=" + redis.port())) {
            assertThat(sample.port()).isNotEmpty();
            try (Stream<String> lines = Files.lines(log)) {
                loaded = lines.map(line -> line.split(" ", 2)[0]).toList();
            }
        }
        assertThat(loaded).as("log of the JVM").contains("java.lang.Object");
    }

    @Test
    void loadsFewNamedClassesOfOurs() {
        List<String> named = ours(name -> !isLambda(name));
        assertThat(named).as("by package: %s", byPackage(named)).hasSizeLessThanOrEqualTo(MAX_NAMED);
    }

    @Test
    void createsFewLambdasOfOurs() {
        List<String> lambdas = ours(StartedClassesIT::isLambda);
        assertThat(lambdas).as("by package: %s", byPackage(lambdas)).hasSizeLessThanOrEqualTo(MAX_LAMBDAS);
    }

    @Test
    void loadsNeitherCaffeineNorTheParserOfSpel() {
        assertThat(loaded)
                .filteredOn(name -> name.startsWith("com.github.benmanes.caffeine.")
                        // Of the tree that a parsed expression becomes.
                        || name.startsWith("org.springframework.expression.spel.ast."))
                .isEmpty();
    }

    private static List<String> ours(Predicate<String> which) {
        return loaded.stream()
                .filter(name -> name.startsWith(OURS) && !name.startsWith(SAMPLE))
                .filter(which)
                .toList();
    }

    private static boolean isLambda(String name) {
        return name.contains("$$Lambda");
    }

    private static Map<String, List<String>> byPackage(List<String> names) {
        Map<String, List<String>> byPackage = new TreeMap<>();
        for (String name : names) {
            String type = name.split("\\$\\$|/", 2)[0];
            int end = type.lastIndexOf('.');
            byPackage
                    .computeIfAbsent(type.substring(0, end), each -> new ArrayList<>())
                    .add(type.substring(end + 1));
        }
        return byPackage;
    }
}
