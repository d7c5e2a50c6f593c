package io.featureflags.actuate;

import java.util.List;

/** Something in a request cannot be taken. All that is wrong with it is in the message, and nothing was done. */
final class BadRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    BadRequestException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
