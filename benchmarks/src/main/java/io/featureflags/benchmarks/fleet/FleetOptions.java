package io.featureflags.benchmarks.fleet;

/**
 * The sizes of a run.
 *
 * @param instances the number of instances
 * @param jvms the number of JVMs that have them
 * @param flags the number of flags
 * @param changes the number of measured changes
 * @param classes folders with the classes of another build, separated by commas; empty for this build
 */
record FleetOptions(int instances, int jvms, int flags, int changes, String classes) {

    static final String USAGE = """
            Usage: run-fleet [--instances=<number>] [--jvms=<number>] [--flags=<number>] [--changes=<number>]
                             [--classes=<folder>,<folder>]
              --instances  the default is 100
              --jvms       how many JVMs have them; the default is 4
              --flags      the default is 20
              --changes    how many changes are measured; the default is 100
              --classes    the classes of another build of feature-flags-core and feature-flags-autoconfigure
            """;

    /**
     * Reads a command line.
     *
     * @param arguments the command line
     * @return the options
     * @throws IllegalArgumentException if an option is unknown, or its value is invalid
     */
    static FleetOptions parse(String... arguments) {
        FleetOptions options = new FleetOptions(100, 4, 20, 100, "");
        for (String argument : arguments) {
            int equals = argument.indexOf('=') + 1;
            String value = argument.substring(equals);
            options = switch (argument.substring(0, equals)) {
                case "--instances=" -> options.with(Integer.parseInt(value), options.jvms, options.flags);
                case "--jvms=" -> options.with(options.instances, Integer.parseInt(value), options.flags);
                case "--flags=" -> options.with(options.instances, options.jvms, Integer.parseInt(value));
                case "--changes=" ->
                    new FleetOptions(
                            options.instances, options.jvms, options.flags, Integer.parseInt(value), options.classes);
                case "--classes=" ->
                    new FleetOptions(options.instances, options.jvms, options.flags, options.changes, value);
                default -> throw new IllegalArgumentException("Unknown option: " + argument);
            };
        }
        return options;
    }

    private FleetOptions with(int instanceCount, int jvmCount, int flagCount) {
        return new FleetOptions(instanceCount, jvmCount, flagCount, changes, classes);
    }
}
