package io.featureflags.console;

import java.util.List;

/** Thrown when a change is invalid. Nothing was changed. */
final class BadChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    private final boolean needsEverybody;

    BadChangeException(List<String> problems) {
        this(problems, false);
    }

    private BadChangeException(List<String> problems, boolean needsEverybody) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
        this.needsEverybody = needsEverybody;
    }

    static BadChangeException of(String problem) {
        return new BadChangeException(List.of(problem));
    }

    /** Creates the exception for a change that would open a flag to all users by accident. */
    static BadChangeException needingEverybody() {
        return new BadChangeException(
                List.of("The change opens the flag to everyone: confirm it with \"everybody\": true."), true);
    }

    List<String> problems() {
        return problems;
    }

    boolean needsEverybody() {
        return needsEverybody;
    }
}
