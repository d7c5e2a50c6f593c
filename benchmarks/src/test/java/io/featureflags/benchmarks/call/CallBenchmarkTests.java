package io.featureflags.benchmarks.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.SmokeRun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Checks that every benchmark runs and answers correctly. Their speed is for full runs only. */
class CallBenchmarkTests {

    @Test
    void everyContenderAnswersAndEveryTargetHasItsFigure() throws RunnerException {
        Results results = SmokeRun.of(CallBenchmark.class);

        List<Table> tables = CallBenchmark.tables(results);
        assertThat(tables)
                .extracting(table -> table.rows().size())
                .containsExactly(24, 12, 8, 2, CallTargets.ALL.size());
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
        // A profiler counts allocations, and this run has none.
        assertThat(tables.get(tables.size() - 1).rows())
                .allSatisfy(row -> assertThat(row.contains(Table.NOT_MEASURED))
                        .isEqualTo(row.get(0).endsWith("allocated")));
    }

    @Test
    void onlyContendersNamedWovenAreWoven() {
        assertThat(List.of(
                        WovenGreetings.WovenGreeting1.class,
                        WovenGreetings.WovenGreeting4.class,
                        WovenCustomers.class,
                        WovenOffers.WovenOffer1.class))
                .allMatch(CallBenchmarkTests::isWoven);
        assertThat(List.of(
                        ToggledGreetings.Greeting1.class,
                        ToggledGreetings.Greeting4.class,
                        ToggledCustomers.class,
                        ToggledOffers.Offer1.class))
                .noneMatch(CallBenchmarkTests::isWoven);
    }

    private static boolean isWoven(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().contains("_aroundBody"));
    }
}
