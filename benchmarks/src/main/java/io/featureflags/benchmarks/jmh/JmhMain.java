package io.featureflags.benchmarks.jmh;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;

/** Runs the benchmarks of a package by JMH, and prints the verdicts of their targets. */
public final class JmhMain {

    private JmhMain() {}

    /**
     * Runs the benchmarks in the arguments for JMH, or all without arguments. Ends the JVM with status 1 on a failure.
     *
     * @param arguments the command line
     * @param title the heading of the output
     * @param of a class of the package
     * @param tables creates the tables to print
     * @throws IOException if the help cannot be printed
     */
    public static void run(String[] arguments, String title, Class<?> of, Function<Results, List<Table>> tables)
            throws IOException {
        try {
            CommandLineOptions commandLine = new CommandLineOptions(arguments);
            if (commandLine.shouldHelp()) {
                commandLine.showHelp();
            } else if (commandLine.shouldList()) {
                new Runner(RunOptions.over(commandLine, of)).list();
            } else {
                run(RunOptions.over(commandLine, of), title, tables, System.out);
            }
        } catch (NoBenchmarksException ex) {
            fail("No benchmark matches; -l lists them");
        } catch (CommandLineOptionException | RunnerException ex) {
            fail(String.valueOf(ex.getMessage()));
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }

    private static void run(Options options, String title, Function<Results, List<Table>> tables, PrintStream out)
            throws RunnerException {
        out.println("# " + title);
        out.println();
        Machine.print(out);
        out.println();
        tables.apply(Results.of(new Runner(options).run())).forEach(table -> table.print(out));
        out.println();
        out.println("Load of the machine at the end: " + Machine.load());
    }
}
