package io.featureflags.processor.command;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command {@code java -jar feature-flags-processor.jar expired target/classes}. It lists the flags past their kill dates,
 * and its exit code stops a build.
 */
public final class FlagCommand {

    /** No flag is past its kill date. */
    static final int NONE_EXPIRED = 0;

    /** At least one flag is past its kill date. */
    static final int EXPIRED = 1;

    /** The command could not check the flags. */
    static final int NOT_CHECKED = 2;

    private static final String USAGE =
            "Usage: java -jar feature-flags-processor.jar expired <directory or jar>..., such as expired target/classes";

    private final Clock clock;

    private final PrintStream output;

    private final PrintStream errors;

    FlagCommand(Clock clock, PrintStream output, PrintStream errors) {
        this.clock = clock;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Runs the command, and ends the JVM with its exit code.
     *
     * @param arguments the name of the command, and directories and jars
     */
    public static void main(String... arguments) {
        System.exit(new FlagCommand(Clock.systemUTC(), System.out, System.err).run(arguments));
    }

    /** Runs the command, and returns its exit code. */
    int run(String... arguments) {
        try {
            return listExpired(places(arguments));
        } catch (UncheckedFlagsException ex) {
            errors.println(ex.getMessage());
            return NOT_CHECKED;
        }
    }

    private static List<Path> places(String... arguments) {
        if (arguments.length == 0) {
            throw new UncheckedFlagsException("The command is missing. " + USAGE);
        }
        if (!arguments[0].equals("expired")) {
            throw new UncheckedFlagsException("'" + arguments[0] + "' is no command. " + USAGE);
        }
        if (arguments.length == 1) {
            throw new UncheckedFlagsException("The directories and jars to check are missing. " + USAGE);
        }
        return Arrays.stream(arguments).skip(1).map(FlagCommand::path).toList();
    }

    private static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException ex) {
            throw new UncheckedFlagsException("'" + argument + "' is no path: " + ex.getReason() + ". " + USAGE);
        }
    }

    private int listExpired(List<Path> places) {
        List<IndexedToggle> toggles = new ArrayList<>();
        List<Path> withoutIndex = new ArrayList<>();
        for (Path place : places) {
            if (!FlagIndexes.addAll(place, toggles)) {
                withoutIndex.add(place);
            }
        }
        String unchecked = FlagIndexes.notIn(withoutIndex);
        if (withoutIndex.size() == places.size()) {
            throw new UncheckedFlagsException(unchecked);
        }
        if (!withoutIndex.isEmpty()) {
            errors.println(unchecked);
        }
        List<String> expired = ExpiredToggles.on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), toggles);
        expired.forEach(output::println);
        if (expired.isEmpty()) {
            output.println("No flag is past its kill date. Toggled methods: " + toggles.size());
        }
        return expired.isEmpty() ? NONE_EXPIRED : EXPIRED;
    }
}
