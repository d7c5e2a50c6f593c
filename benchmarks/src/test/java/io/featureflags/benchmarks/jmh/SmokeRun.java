package io.featureflags.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks once and shortly, in this JVM. It shows that they run and that answers are right, and no speed. */
public final class SmokeRun {

    private SmokeRun() {}

    /** All benchmarks of the package that a class is in. */
    public static Results of(Class<?> inPackage) throws RunnerException {
        return of(RunOptions.everything(inPackage));
    }

    /** All benchmarks whose names match. */
    public static Results of(String names) throws RunnerException {
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
