package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Workload;
import java.util.List;

/** The toggled calls in the report. */
public final class CallSuite {

    /** Calls, and who is asking. */
    public static final Suite SUITE = new Suite(
            List.of(
                    Workload.ofCalls(
                                    "C",
                                    "A call of a toggled method",
                                    "Four beans of four classes are called in turn, two whose flags are on and two whose"
                                            + " flags are off, all of them or those of one branch.",
                                    "Call",
                                    "CallToggledCglib.mixed",
                                    "CallEmpty",
                                    "CallHandWritten")
                            .withOurs("CallToggled"),
                    Workload.ofCalls(
                                    "C",
                                    "A call of a toggled method whose flag is on for 10 % of the users",
                                    "Four beans of four classes are called in turn, each for the next of 1,024 users, who is"
                                            + " found in an argument, by SpEL or by a provider.",
                                    "Share",
                                    "ShareCglib.argument",
                                    "ShareHandWritten")
                            .withOurs("ShareCglib", "ShareJdk", "ShareWoven"),
                    Workload.ofCalls(
                                    "C",
                                    "Who is asking",
                                    "A toggled call whose flag is on for some users, by what says who the user is.",
                                    "UserAsked",
                                    "UserAsked.madeBefore")
                            .withOurs("UserAsked"),
                    Workload.ofCalls(
                            "C",
                            "Who is asking, without a decision",
                            "Bare limits: the user in the arguments of a call is found by the means of Spring, and nothing is decided.",
                            "UserFound",
                            "UserFound.variable",
                            "UserFound")),
            Targets.ALL);

    private CallSuite() {}
}
