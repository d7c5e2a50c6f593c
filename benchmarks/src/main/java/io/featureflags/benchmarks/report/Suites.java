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

/** What is in the report. A benchmark that belongs to none of the workloads is there all the same, at the end. */
final class Suites {

    private static final List<Suite> ALL =
            List.of(DecisionSuite.SUITE, CallSuite.SUITE, SyncSuite.SUITE, StartUpSuite.SUITE, LoadSuite.SUITE);

    private Suites() {}

    /** By letter, those with the same letter in the order of their suite. */
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
