package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/** Runs the benchmarks of this package by JMH, and prints what they say of the targets. */
final class DecisionBenchmark {

    private DecisionBenchmark() {}

    /** Runs what the command line of JMH asks for; without one, all. */
    public static void main(String[] arguments) throws IOException {
        try {
            CommandLineOptions commandLine = new CommandLineOptions(arguments);
            if (commandLine.shouldHelp()) {
                commandLine.showHelp();
            } else if (commandLine.shouldList()) {
                new Runner(RunOptions.over(commandLine)).list();
            } else {
                run(RunOptions.over(commandLine), System.out);
            }
        } catch (NoBenchmarksException ex) {
            fail("No benchmark matches; -l tells which there are");
        } catch (CommandLineOptionException | RunnerException ex) {
            fail(String.valueOf(ex.getMessage()));
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }

    private static void run(Options options, PrintStream out) throws RunnerException {
        out.println("# Decision");
        out.println();
        Machine.print(out);
        out.println();
        tables(Results.of(new Runner(options).run())).forEach(table -> table.print(out));
        out.println();
        out.println("Load of the machine at the end: " + Machine.load());
    }

    static List<Table> tables(Results results) {
        return List.of(
                results.table("Is this flag on?", "OnOff"),
                results.table("10 % of the users", "Rollout"),
                results.table("Rules, lists, windows, required flags", "Targeting"),
                Target.table(Targets.ALL, results));
    }
}
