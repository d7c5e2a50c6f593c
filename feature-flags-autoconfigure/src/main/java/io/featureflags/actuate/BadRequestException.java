package io.featureflags.actuate;

import java.util.List;

/** Thrown when a request is invalid. The message names all its problems; nothing was changed. */
final class BadRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    private final int status;

    BadRequestException(List<String> problems) {
        this(400, problems);
    }

    BadRequestException(int status, List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
        this.status = status;
    }

    int status() {
        return status;
    }

    List<String> problems() {
        return problems;
    }
}
