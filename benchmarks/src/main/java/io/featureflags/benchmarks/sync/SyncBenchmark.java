package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.NestedExceptionUtils;

/** Measures the synchronisation with Redis, and prints a table for each measurement. */
final class SyncBenchmark {

    private final Options options;

    private final PrintStream out;

    SyncBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs with the options of the command line. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException ex) {
            System.err.println(ex.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        List<Table> tables = new SyncBenchmark(options, System.out).run();
        // A measurement may have left a thread.
        System.exit(tables.stream().allMatch(Table::isComplete) ? 0 : 1);
    }

    List<Table> run() {
        out.println("# Synchronisation with Redis");
        out.println();
        if (options.quick()) {
            out.println("- A smoke run: its sizes are small, so the figures have no meaning.");
        }
        Machine.print(out);
        try (MeasuredRedis redis = new MeasuredRedis()) {
            out.println("- Redis: " + redis.version() + ", on this machine");
        }
        out.flush();
        List<Table> tables = new ArrayList<>();
        for (Options.Measurement measurement : options.only()) {
            Table table = measured(measurement);
            table.print(out);
            tables.add(table);
        }
        out.println();
        out.println("Load of the machine at the end: " + Machine.load());
        return tables;
    }

    /** Measures, and returns a table with the reason if that fails, so that the other measurements still run. */
    private Table measured(Options.Measurement measurement) {
        System.err.println("Measuring: " + measurement);
        try {
            return table(measurement);
        } catch (RuntimeException ex) {
            Table table = new Table(measurement.name(), "what");
            table.row();
            table.note("This failed: " + NestedExceptionUtils.getMostSpecificCause(ex));
            return table;
        }
    }

    private Table table(Options.Measurement measurement) {
        return switch (measurement) {
            case PROPAGATION -> new Propagation(options).measure();
            case FROZEN -> new FrozenRedisChecks(options).measure();
            case MEMORY -> new MemoryPerFlag(options.memorySizes(), options.memoryRounds()).table();
            case REST -> new CommandsAtRest(options).measure();
        };
    }
}
