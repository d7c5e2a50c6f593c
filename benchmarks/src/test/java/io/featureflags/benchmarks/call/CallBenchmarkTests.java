package io.featureflags.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.SmokeRun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** That every benchmark runs and every answer is right. How fast it is, is for those to judge who run it in earnest. */
class CallBenchmarkTests {

    @Test
    void everyContenderAnswersAndEveryTargetHasItsFigure() throws RunnerException {
        Results results = SmokeRun.of(CallBenchmark.class);

        List<Table> tables = CallBenchmark.tables(results);
        assertThat(tables).extracting(table -> table.rows().size()).containsExactly(24, 12, 8, 2, Targets.ALL.size());
        assertThat(tables.get(0).rows())
                .extracting(row -> row.get(0))
                .contains(
                        "CallFf4j.mixed",
                        "CallHandWritten.on",
                        "CallTutorial.off",
                        "CallEmptyJdk.on",
                        "CallToggledWoven.off");
        assertThat(tables.get(1).rows())
                .extracting(row -> row.get(0))
                .contains("ShareHandWritten.argument", "ShareJdk.provider", "ShareWoven.spel", "ShareCglib.spel");
        // What is allocated is counted by a profiler, which this run does without.
        assertThat(tables.get(tables.size() - 1).rows())
                .allSatisfy(row -> assertThat(row.contains(Table.NOT_MEASURED))
                        .isEqualTo(row.get(0).endsWith("allocated")));
    }

    @Test
    void contendersAreWovenAsTheirNamesSay() {
        assertThat(List.of(
                        WovenGreetings.Greeting1.class,
                        WovenGreetings.Greeting4.class,
                        WovenCustomers.class,
                        WovenOffers.Offer1.class))
                .allMatch(CallBenchmarkTests::isWoven);
        assertThat(List.of(Greetings.Greeting1.class, Greetings.Greeting4.class, Customers.class, Offers.Offer1.class))
                .noneMatch(CallBenchmarkTests::isWoven);
    }

    private static boolean isWoven(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().contains("_aroundBody"));
    }
}
