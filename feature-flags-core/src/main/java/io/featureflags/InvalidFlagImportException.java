package io.featureflags;

import java.util.List;

/** An import of flags cannot be meant as it stands. All that is wrong with it is named, and nothing was done. */
public final class InvalidFlagImportException extends InvalidFlagValueException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Creates the exception.
     *
     * @param problems what is wrong, at least one
     */
    public InvalidFlagImportException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return the problems, one by one
     */
    public List<String> problems() {
        return problems;
    }
}
