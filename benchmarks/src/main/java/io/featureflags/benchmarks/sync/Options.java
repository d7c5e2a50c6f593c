package io.featureflags.benchmarks.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The measurements of a run, and their duration.
 *
 * @param quick whether this is a smoke run of a few seconds, whose figures have no meaning because of its small sizes
 * @param seed the seed of the random pauses and flags
 * @param only the measurements to run, in their order
 * @param restSeconds how long the commands at rest are counted, in seconds; at least 1
 */
record Options(boolean quick, long seed, List<Measurement> only, int restSeconds) {

    static final String USAGE = """
            Usage: run-sync [--quick] [--seed=<number>] [--rest=<seconds>] [--only=<name>,<name>]
              --quick  a smoke run of a few seconds, whose figures have no meaning
              --seed   the seed of the random pauses and flags; the default is the time
              --rest   how many seconds the commands at rest are counted; the default is 60
              --only   some of propagation, frozen, memory, rest; the default is all of them
            """;

    /** The measurements, each by its name on the command line. */
    enum Measurement {
        PROPAGATION,
        FROZEN,
        MEMORY,
        REST
    }

    /**
     * Reads a command line.
     *
     * @param arguments the command line
     * @return the options
     * @throws IllegalArgumentException if an option is unknown, or its value is invalid
     */
    static Options parse(String... arguments) {
        boolean quick = List.of(arguments).contains("--quick");
        long seed = System.currentTimeMillis();
        List<Measurement> only = List.of(Measurement.values());
        int restSeconds = quick ? 1 : 60;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--seed=")) {
                seed = Long.parseLong(value);
            } else if (argument.startsWith("--rest=")) {
                restSeconds = Integer.parseInt(value);
            } else if (argument.startsWith("--only=")) {
                only = measurements(value);
            } else if (!argument.equals("--quick")) {
                throw new IllegalArgumentException("Unknown option: " + argument);
            }
        }
        if (restSeconds < 1) {
            throw new IllegalArgumentException("--rest must be at least 1");
        }
        return new Options(quick, seed, only, restSeconds);
    }

    private static List<Measurement> measurements(String names) {
        List<Measurement> measurements = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            try {
                measurements.add(Measurement.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException ex) {
                throw new IllegalArgumentException("Unknown measurement: " + name, ex);
            }
        }
        return measurements;
    }

    List<Integer> flagCounts() {
        return quick ? List.of(10, 200) : List.of(100, 10_000);
    }

    int manyFlags() {
        return flagCounts().get(1);
    }

    int fewFlags() {
        return flagCounts().get(0);
    }

    List<Integer> instanceCounts() {
        return List.of(1, quick ? 3 : 20);
    }

    int frozenRounds() {
        return quick ? 2 : 5;
    }

    /** Returns the duration of a round: in full runs, long enough for an instance to notice the frozen Redis. */
    int frozenRoundMillis() {
        return quick ? 200 : 8_000;
    }

    List<Integer> memorySizes() {
        return quick ? List.of(10, 1_000) : List.of(10, 1_000, 10_000);
    }

    int memoryRounds() {
        return quick ? 1 : 11;
    }

    int pollMillis() {
        return quick ? 50 : 1_000;
    }
}
