package io.featureflags.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.RunOptions;
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
class DecisionBenchmarkTests {

    @Test
    void everyContenderAnswersAndEveryTargetHasItsFigure() throws RunnerException {
        Results results = Results.of(new Runner(new OptionsBuilder()
                        .include(RunOptions.everything(DecisionBenchmark.class))
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

        assertThat(results.nanos().keySet())
                .containsExactlyInAnyOrder(
                        "OnOffFf4jCachedRedis.check",
                        "OnOffFf4jInMemory.check",
                        "OnOffLaunchDarkly.boolVariation",
                        "OnOffLimits.concurrentHashMap",
                        "OnOffLimits.nothing",
                        "OnOffLimits.volatileField",
                        "OnOffOpenFeature.getBooleanValue",
                        "OnOffOurs.byHandle",
                        "OnOffOurs.byName",
                        "OnOffTogglzCached.isActive",
                        "OnOffTogglzInMemory.isActive",
                        "RolloutLaunchDarkly.boolVariation",
                        "RolloutOurs.contextMadeBefore",
                        "RolloutOurs.contextMadeInCall",
                        "RolloutPython.literalTranslation",
                        "RolloutTogglz.isActive",
                        "TargetingRequires.requiredFlag",
                        "TargetingRules.lastMatches",
                        "TargetingRules.noneMatches",
                        "TargetingUserList.hit",
                        "TargetingUserList.miss",
                        "TargetingWindow.window");
        List<Table> tables = DecisionBenchmark.tables(results);
        assertThat(tables).extracting(table -> table.rows().size()).containsExactly(11, 5, 6, Targets.ALL.size());
        // What is allocated is counted by a profiler, which this run does without.
        assertThat(tables.get(3).rows())
                .allSatisfy(row -> assertThat(row.contains(Table.NOT_MEASURED))
                        .isEqualTo(row.get(0).endsWith("allocated")));
    }
}
