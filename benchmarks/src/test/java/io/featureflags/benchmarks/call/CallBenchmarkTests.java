package io.featureflags.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.RunOptions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That every benchmark runs and every answer is right. How fast it is, is for those to judge who run it in earnest. */
class CallBenchmarkTests {

    @Test
    void everyContenderAnswersAndEveryTargetHasItsFigure() throws RunnerException {
        Results results = Results.of(new Runner(new OptionsBuilder()
                        .include(RunOptions.everything(CallBenchmark.class))
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

        List<Table> tables = CallBenchmark.tables(results);
        assertThat(tables).extracting(table -> table.rows().size()).containsExactly(24, 8, Targets.ALL.size());
        assertThat(tables.get(0).rows())
                .extracting(row -> row.get(0))
                .contains(
                        "CallFf4j.mixed",
                        "CallHandWritten.on",
                        "CallTutorial.off",
                        "CallEmptyJdk.on",
                        "CallToggledWoven.off");
        assertThat(tables.get(2).rows()).allSatisfy(row -> assertThat(row).doesNotContain(Table.NOT_MEASURED));
    }

    @Test
    void contendersAreWovenAsTheirNamesSay() {
        assertThat(List.of(WovenGreetings.Greeting1.class, WovenGreetings.Greeting4.class, WovenCustomers.class))
                .allMatch(CallBenchmarkTests::isWoven);
        assertThat(List.of(Greetings.Greeting1.class, Greetings.Greeting4.class, Customers.class))
                .noneMatch(CallBenchmarkTests::isWoven);
    }

    private static boolean isWoven(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().contains("_aroundBody"));
    }
}
