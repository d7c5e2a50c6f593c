package io.featureflags.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The default options of a run, which the command line can override. */
public final class RunOptions {

    private static final int FORKS = 2;

    private static final int WARM_UPS = 3;

    private static final int MEASUREMENTS = 5;

    private static final TimeValue ITERATION = TimeValue.seconds(1);

    private static final TimeValue SHORT = TimeValue.milliseconds(400);

    private static final TimeValue QUICK = TimeValue.milliseconds(200);

    private RunOptions() {}

    static Options over(CommandLineOptions commandLine, Class<?> of) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(commandLine)
                .forks(commandLine.getForkCount().orElse(FORKS))
                .warmupIterations(commandLine.getWarmupIterations().orElse(WARM_UPS))
                .warmupTime(commandLine.getWarmupTime().orElse(ITERATION))
                .measurementIterations(commandLine.getMeasurementIterations().orElse(MEASUREMENTS))
                .measurementTime(commandLine.getMeasurementTime().orElse(ITERATION))
                .timeUnit(commandLine.getTimeUnit().orElse(TimeUnit.NANOSECONDS))
                // A contender with a wrong answer ends the run, because the rest cannot be compared.
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class);
        if (commandLine.getBenchModes().isEmpty()) {
            options.mode(Mode.AverageTime);
        }
        if (commandLine.getResult().hasValue()) {
            // The most complete format, so that results of several runs can be read together.
            options.resultFormat(commandLine.getResultFormat().orElse(ResultFormatType.JSON));
        }
        if (commandLine.getIncludes().isEmpty()) {
            options.include(everything(of));
        }
        return options.build();
    }

    /**
     * Returns the options for all benchmarks of all packages. Each takes less than half as long as in a run of its package:
     * all of them take half an hour.
     *
     * @param quick whether to measure within a few minutes only, with large errors
     * @return the options
     */
    public static Options together(boolean quick) {
        return new OptionsBuilder()
                .include("^io\\.featureflags\\.benchmarks\\.")
                .forks(quick ? 1 : FORKS)
                .warmupIterations(quick ? 1 : WARM_UPS)
                .warmupTime(quick ? QUICK : SHORT)
                .measurementIterations(quick ? WARM_UPS : MEASUREMENTS)
                .measurementTime(quick ? QUICK : SHORT)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .build();
    }

    /**
     * Returns a pattern for all benchmarks of a package.
     *
     * @param of a class of the package
     * @return a regular expression for their names
     */
    public static String everything(Class<?> of) {
        return "^" + of.getPackageName().replace(".", "\\.") + "\\.";
    }
}
