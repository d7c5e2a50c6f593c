package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.call.CallSuite;
import io.featureflags.benchmarks.decision.DecisionSuite;
import io.featureflags.benchmarks.jmh.Suite;
import io.featureflags.benchmarks.jmh.Target;
import io.featureflags.benchmarks.jmh.Workload;
import io.featureflags.benchmarks.load.LoadSuite;
import io.featureflags.benchmarks.startup.StartUpSuite;
import io.featureflags.benchmarks.sync.SyncSuite;
import java.util.Comparator;
import java.util.List;

/** The content of the report. A benchmark without a workload is at its end. */
final class Suites {

    private static final List<Suite> ALL =
            List.of(DecisionSuite.SUITE, CallSuite.SUITE, SyncSuite.SUITE, StartUpSuite.SUITE, LoadSuite.SUITE);

    private Suites() {}

    /** Returns the workloads by letter, and for the same letter in the order of their suite. */
    static List<Workload> workloads() {
        return ALL.stream()
                .flatMap(suite -> suite.workloads().stream())
                .sorted(Comparator.comparing(Workload::letter))
                .toList();
    }

    static List<Target> targets() {
        return ALL.stream().flatMap(suite -> suite.targets().stream()).toList();
    }
}
