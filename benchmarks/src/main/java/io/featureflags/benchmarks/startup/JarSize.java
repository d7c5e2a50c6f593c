package io.featureflags.benchmarks.startup;

import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import java.io.File;
import java.util.Arrays;
import java.util.Map;

/** The size of the library's jars, if they are on the class path. */
public final class JarSize {

    static final String BENCHMARK = "Jar.size";

    private JarSize() {}

    /**
     * Adds the sizes.
     *
     * @return the sum in bytes; empty if the classes are in folders
     */
    public static Results measure() {
        long size = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(Variant::isOurs)
                .map(File::new)
                .filter(File::isFile)
                .mapToLong(File::length)
                .sum();
        return new Results(Map.of(), size == 0 ? Map.of() : Map.of(BENCHMARK, new Figure(size, 0)));
    }
}
