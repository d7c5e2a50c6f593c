package io.featureflags.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;

class RunOptionsTests {

    @Test
    void measuresAllBenchmarksInFullByDefault() throws CommandLineOptionException {
        Options options = RunOptions.over(new CommandLineOptions(), RunOptionsTests.class);

        assertThat(options.getIncludes()).containsExactly("^io\\.featureflags\\.benchmarks\\.jmh\\.");
        assertThat(options.getForkCount().get()).isEqualTo(2);
        assertThat(options.getWarmupIterations().get()).isEqualTo(3);
        assertThat(options.getWarmupTime().get()).isEqualTo(TimeValue.seconds(1));
        assertThat(options.getMeasurementIterations().get()).isEqualTo(5);
        assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.seconds(1));
        assertThat(options.getBenchModes()).containsExactly(Mode.AverageTime);
        assertThat(options.getTimeUnit().get()).isEqualTo(TimeUnit.NANOSECONDS);
        assertThat(options.getProfilers()).hasSize(1);
    }

    @Test
    void commandLineOverridesDefaults() throws CommandLineOptionException {
        Options options = RunOptions.over(
                new CommandLineOptions("-f", "1", "-wi", "0", "-i", "4", "-r", "200ms", "-bm", "thrpt", "OnOff"),
                RunOptionsTests.class);

        assertThat(options.getIncludes()).containsExactly("OnOff");
        assertThat(options.getForkCount().get()).isEqualTo(1);
        assertThat(options.getWarmupIterations().get()).isZero();
        assertThat(options.getMeasurementIterations().get()).isEqualTo(4);
        assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.milliseconds(200));
        assertThat(options.getBenchModes()).containsExactly(Mode.Throughput);
    }

    @Test
    void writesResultsAsJsonIfAFileIsNamed() throws CommandLineOptionException {
        assertThat(resultFormat()).isEqualTo(Optional.empty());
        assertThat(resultFormat("-rff", "results")).isEqualTo(Optional.of(ResultFormatType.JSON));
        assertThat(resultFormat("-rff", "results", "-rf", "csv")).isEqualTo(Optional.of(ResultFormatType.CSV));
    }

    private static Optional<ResultFormatType> resultFormat(String... arguments) throws CommandLineOptionException {
        var format = RunOptions.over(new CommandLineOptions(arguments), RunOptionsTests.class)
                .getResultFormat();
        return format.hasValue() ? Optional.of(format.get()) : Optional.empty();
    }
}
