package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Workload;
import java.util.List;

/** The decisions in the report. */
public final class DecisionSuite {

    /** Workloads of checks, rollouts and rules, and their targets. */
    public static final Suite SUITE = new Suite(
            List.of(
                    Workload.ofCalls(
                            "A",
                            "Is this flag on?",
                            "Eight flags that are on or off are checked in turn, by each contender as in its documentation.",
                            "OnOff",
                            "OnOffOurs.byName",
                            "OnOffLimits"),
                    Workload.ofCalls(
                                    "A",
                                    "In a whole application",
                                    "The same flags beside flags of all other kinds: shares, rules, lists, windows, variants,"
                                            + " required, misspelt and unknown ones. Several methods check all of them before the"
                                            + " measurement and between its parts.",
                                    "Application",
                                    "ApplicationOurs.check",
                                    "ApplicationLimits")
                            .withOurs("ApplicationOurs"),
                    Workload.ofCalls(
                            "B",
                            "10 % of the users",
                            "A flag that is on for 10 % of the users is checked for 1,024 users in turn.",
                            "Rollout",
                            "RolloutOurs.contextMadeBefore",
                            "RolloutPython"),
                    Workload.ofCalls(
                            "D",
                            "20 rules over an attribute",
                            "A flag of 20 rules, each of which compares an attribute of the user with two texts."
                                    + " OpenFeature has code instead of rules.",
                            "Rules",
                            "RulesOurs.lastMatches",
                            "RulesOpenFeature"),
                    Workload.ofCalls(
                            "D",
                            "The same by one list",
                            "The same flag for contenders that have no rules, or are faster without them.",
                            "OneList",
                            "OneListOurs.lastMatches"),
                    Workload.ofCalls(
                                    "D",
                                    "Lists of users, windows, required flags",
                                    "Further criteria of a decision; ours alone.",
                                    "Targeting",
                                    "TargetingUserList.hit")
                            .withOurs("Targeting")),
            DecisionTargets.ALL);

    private DecisionSuite() {}
}
