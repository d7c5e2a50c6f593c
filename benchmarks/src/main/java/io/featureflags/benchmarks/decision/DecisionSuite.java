package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Workload;
import java.util.List;

/** The decisions in the report. */
public final class DecisionSuite {

    /** Checks, rollouts, and what decides by more. */
    public static final Suite SUITE = new Suite(
            List.of(
                    Workload.ofCalls(
                            "A",
                            "Is this flag on?",
                            "Eight flags that are on or off are asked in turn, each contender as its documentation asks.",
                            "OnOff",
                            "OnOffOurs.byName",
                            "OnOffLimits"),
                    Workload.ofCalls(
                            "B",
                            "10 % of the users",
                            "A flag that is on for 10 % of the users is asked for 1,024 users in turn.",
                            "Rollout",
                            "RolloutOurs.contextMadeBefore",
                            "RolloutPython"),
                    Workload.ofCalls(
                            "D",
                            "Rules, lists, windows, required flags",
                            "One flag with more to decide by: 20 rules, 10,000 users, a window of time, another flag.",
                            "Targeting",
                            "TargetingRules.lastMatches")),
            Targets.ALL);

    private DecisionSuite() {}
}
