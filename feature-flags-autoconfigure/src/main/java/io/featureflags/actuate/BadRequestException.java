package io.featureflags.actuate;

import java.util.List;

/** Thrown when a request is invalid. The message names all its problems; nothing was changed. */
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
