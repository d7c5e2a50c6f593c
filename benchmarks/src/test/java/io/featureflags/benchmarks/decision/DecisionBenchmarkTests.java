package io.featureflags.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.SmokeRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Checks that every benchmark runs and answers correctly. Their speed is for full runs only. */
class DecisionBenchmarkTests {

    @Test
    void everyContenderAnswersAndEveryTargetHasItsFigure() throws RunnerException {
        Results results = SmokeRun.of(DecisionBenchmark.class);

        assertThat(results.nanos().keySet())
                .containsExactlyInAnyOrder(
                        "ApplicationLaunchDarkly.check",
                        "ApplicationLimits.check",
                        "ApplicationOurs.check",
                        "ApplicationOursInRedis.check",
                        "ApplicationOursMetered.check",
                        "ApplicationTogglz.check",
                        "OneListFf4j.lastMatches",
                        "OneListFf4j.noneMatches",
                        "OneListOurs.lastMatches",
                        "OneListOurs.noneMatches",
                        "OneListTogglz.lastMatches",
                        "OneListTogglz.noneMatches",
                        "OnOffFf4jCachedRedis.check",
                        "OnOffFf4jInMemory.check",
                        "OnOffFlagsmith.isFeatureEnabled",
                        "OnOffFlagsmith.keptFlags",
                        "OnOffLaunchDarkly.boolVariation",
                        "OnOffLimits.concurrentHashMap",
                        "OnOffLimits.nothing",
                        "OnOffLimits.volatileField",
                        "OnOffOpenFeature.getBooleanValue",
                        "OnOffOpenFeatureOurs.getBooleanValue",
                        "OnOffOurs.byHandle",
                        "OnOffOurs.byName",
                        "OnOffTogglzCached.isActive",
                        "OnOffTogglzInMemory.isActive",
                        "OnOffUnleash.isEnabled",
                        "OnOffUnleash.withoutEvents",
                        "RolloutFlagsmith.isFeatureEnabled",
                        "RolloutLaunchDarkly.boolVariation",
                        "RolloutOurs.contextMadeBefore",
                        "RolloutOurs.contextMadeInCall",
                        "RolloutPython.literalTranslation",
                        "RolloutTogglz.isActive",
                        "RolloutUnleash.isEnabled",
                        "RolloutUnleash.withoutEvents",
                        "RulesFlagsmith.lastMatches",
                        "RulesFlagsmith.noneMatches",
                        "RulesLaunchDarkly.lastMatches",
                        "RulesLaunchDarkly.noneMatches",
                        "RulesOpenFeature.lastMatches",
                        "RulesOpenFeature.noneMatches",
                        "RulesOurs.lastMatches",
                        "RulesOurs.noneMatches",
                        "RulesUnleash.lastMatches",
                        "RulesUnleash.noneMatches",
                        "TargetingRequires.requiredFlag",
                        "TargetingUserList.hit",
                        "TargetingUserList.miss",
                        "TargetingWindow.window");
        List<Table> tables = DecisionBenchmark.tables(results);
        assertThat(tables)
                .extracting(table -> table.rows().size())
                .containsExactly(16, 6, 8, 10, 6, 4, DecisionTargets.ALL.size());
        // A profiler counts allocations, and this run has none.
        assertThat(tables.get(tables.size() - 1).rows())
                .allSatisfy(row -> assertThat(row.contains(Table.NOT_MEASURED))
                        .isEqualTo(row.get(0).endsWith("allocated")));
    }
}
