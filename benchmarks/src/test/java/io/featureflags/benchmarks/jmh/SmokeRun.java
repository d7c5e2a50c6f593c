package io.featureflags.benchmarks.jmh;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks once and briefly, in this JVM. This checks that they run and answer correctly, not how fast. */
public final class SmokeRun {

    /** The results of packages that have run already: a second run would take half a minute. */
    private static final Map<String, Results> DONE = new ConcurrentHashMap<>();

    private SmokeRun() {}

    /** Runs all benchmarks of the package of a class. */
    public static Results of(Class<?> inPackage) throws RunnerException {
        String names = RunOptions.everything(inPackage);
        Results done = DONE.get(names);
        if (done == null) {
            done = run(names);
            DONE.put(names, done);
        }
        return done;
    }

    /** Returns the names of all benchmarks, with their packages. */
    public static Collection<String> names() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
    }

    private static Results run(String names) throws RunnerException {
        return Results.of(new Runner(new OptionsBuilder()
                        .include(names)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run());
    }
}
