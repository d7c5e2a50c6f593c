package io.featureflags;

import java.util.List;

/** Thrown if an import of flags is invalid. It lists all problems. Nothing was written. */
public final class InvalidFlagImportException extends InvalidFlagValueException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Creates the exception.
     *
     * @param problems problems of the import, at least one
     */
    public InvalidFlagImportException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns all problems of the import.
     *
     * @return the problems, at least one
     */
    public List<String> problems() {
        return problems;
    }
}
