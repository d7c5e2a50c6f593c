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
                            "Who is asking",
                            "A toggled call whose flag is on for some users, by what says who the user is.",
                            "UserAsked",
                            "UserAsked.madeBefore").withOurs("UserAsked")),
            Targets.ALL);

    private CallSuite() {}
}
