package io.featureflags.benchmarks.startup;

import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import java.io.File;
import java.util.Arrays;
import java.util.Map;

/** How large the library's jar is, where this runs on one. */
public final class JarSize {

    static final String BENCHMARK = "Jar.size";

    private JarSize() {}

    /**
     * Looks it up.
     *
     * @return the size in bytes; nothing if the classes are in a folder
     */
    public static Results measure() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(Variant::isOurs)
                .map(File::new)
                .filter(File::isFile)
                .findFirst()
                .map(jar -> new Results(Map.of(), Map.of(BENCHMARK, new Figure(jar.length(), 0))))
                .orElseGet(() -> new Results(Map.of(), Map.of()));
    }
}
