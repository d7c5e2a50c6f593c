package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Workload;
import java.util.List;

/** Checks and calls under load in the report. */
public final class LoadSuite {

    private static final String WHAT = "Four flags are checked in turn by one thread, or by two at the same time, while"
            + " another thread changes one after the other, a hundred times a second in all. The time is that of one call"
            + " of one thread";

    /** Workloads while flags change, without meters and with meters, and their targets. */
    public static final Suite SUITE = new Suite(
            List.of(
                    Workload.ofCalls(
                                    "H",
                                    "While flags change 100 times a second",
                                    WHAT + ".",
                                    "Changing",
                                    "ChangingOurs.oneThread")
                            .withOurs("ChangingOurs", "ChangingToggled"),
                    Workload.ofCalls(
                                    "I",
                                    "The same with meters",
                                    WHAT
                                            + "; all answers are counted. Flagsmith is missing: it counts only answers for"
                                            + " its service, and so none offline.",
                                    "Metered",
                                    "MeteredOurs.oneThread")
                            .withOurs("MeteredOurs", "MeteredToggled")),
            LoadTargets.ALL);

    private LoadSuite() {}
}
