package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.JmhMain;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Target;
import java.io.IOException;
import java.util.List;

/** Runs the benchmarks of this package by JMH, and prints the verdicts of their targets. */
final class DecisionBenchmark {

    private DecisionBenchmark() {}

    /** Runs the benchmarks in the arguments for JMH, or all without arguments. */
    public static void main(String[] arguments) throws IOException {
        JmhMain.run(arguments, "Decision", DecisionBenchmark.class, DecisionBenchmark::tables);
    }

    static List<Table> tables(Results results) {
        return List.of(
                results.table("Is this flag on?", "OnOff"),
                results.table("The same in a whole application", "Application"),
                results.table("10 % of the users", "Rollout"),
                results.table("20 rules over an attribute", "Rules"),
                results.table("The same by one list", "OneList"),
                results.table("Lists of users, windows, required flags", "Targeting"),
                Target.table(DecisionTargets.ALL, results));
    }
}
