package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.JmhMain;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Target;
import java.io.IOException;
import java.util.List;

/** Runs the benchmarks of this package by JMH, and prints the verdicts of their targets. */
final class CallBenchmark {

    private CallBenchmark() {}

    /** Runs the benchmarks in the arguments for JMH, or all without arguments. */
    public static void main(String[] arguments) throws IOException {
        JmhMain.run(arguments, "Call", CallBenchmark.class, CallBenchmark::tables);
    }

    static List<Table> tables(Results results) {
        return List.of(
                results.table("A call of a toggled method", "Call"),
                results.table("A call of a toggled method whose flag is on for 10 % of the users", "Share"),
                results.table("The user of a call", "UserAsked"),
                results.table("Bare limits of the user of a call, without a decision", "UserFound"),
                Target.table(CallTargets.ALL, results));
    }
}
