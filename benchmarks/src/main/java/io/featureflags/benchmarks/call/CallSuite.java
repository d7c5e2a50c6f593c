package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Workload;
import java.util.List;

/** The toggled calls in the report. */
public final class CallSuite {

    /** Workloads of calls, and their targets. */
    public static final Suite SUITE = new Suite(
            List.of(
                    Workload.ofCalls(
                                    "C",
                                    "A call of a toggled method",
                                    "Four beans of four classes have two flags that are on and two that are off. They are"
                                            + " called in turn: all of them (mixed), or only those that are on or off.",
                                    "Call",
                                    "CallToggledCglib.mixed",
                                    "CallEmpty",
                                    "CallHandWritten")
                            .withOurs("CallToggled"),
                    Workload.ofCalls(
                                    "C",
                                    "A call of a toggled method whose flag is on for 10 % of the users",
                                    "Four beans of four classes are called in turn, each for the next of 1,024 users. The"
                                            + " user comes from an argument, from SpEL or from a provider.",
                                    "Share",
                                    "ShareCglib.argument",
                                    "ShareHandWritten")
                            .withOurs("ShareCglib", "ShareJdk", "ShareWoven"),
                    Workload.ofCalls(
                                    "C",
                                    "The user of a call",
                                    "A toggled call with a flag that is on for some users, by the source of the user.",
                                    "UserAsked",
                                    "UserAsked.madeBefore")
                            .withOurs("UserAsked"),
                    Workload.ofCalls(
                            "C",
                            "The user of a call, without a decision",
                            "Bare limits: Spring finds the user in the arguments of a call, and nothing is decided.",
                            "UserFound",
                            "UserFound.variable",
                            "UserFound")),
            CallTargets.ALL);

    private CallSuite() {}
}
