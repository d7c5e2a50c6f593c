package io.featureflags.cache;

import java.util.List;

/** Stops the start if {@code feature-flags.strict} is set and code refers to flags that are defined nowhere. */
public class UndefinedFlagsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param flags names of the flags
     */
    public UndefinedFlagsException(List<String> flags) {
        super("Code refers to feature flags that neither the store nor application.yml defines: "
                + String.join(", ", flags));
    }
}
