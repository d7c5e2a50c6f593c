package io.featureflags.toggle;

import io.featureflags.text.ToggleMistake;
import java.lang.reflect.Method;

/** Thrown for a {@link io.featureflags.FeatureToggle} that cannot work. It stops the start of the application. */
public class InvalidFeatureToggleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Creates the exception for a method, for a mistake that the compiler reports too.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param mistake the mistake
     */
    InvalidFeatureToggleException(Class<?> type, Method method, ToggleMistake mistake) {
        this(type, method, mistake.problem(), mistake.action());
    }

    /**
     * Creates the exception for an annotation on a class, for a mistake that the compiler reports too.
     *
     * @param type class of the bean
     * @param mistake the mistake
     */
    InvalidFeatureToggleException(Class<?> type, ToggleMistake mistake) {
        this(type, mistake.problem(), mistake.action());
    }

    /**
     * Creates the exception for a method.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param problem what is wrong and why, as the rest of a sentence
     * @param action the way out, as a sentence
     */
    public InvalidFeatureToggleException(Class<?> type, Method method, String problem, String action) {
        super("@FeatureToggle on " + Signatures.of(type, method) + " cannot work: " + problem);
        this.action = action;
    }

    /**
     * Creates the exception for an annotation on a class.
     *
     * @param type class of the bean
     * @param problem what is wrong and why, as the rest of a sentence
     * @param action the way out, as a sentence
     */
    public InvalidFeatureToggleException(Class<?> type, String problem, String action) {
        super("@FeatureToggle on class " + type.getName() + " cannot work: " + problem);
        this.action = action;
    }

    /**
     * Returns the way out.
     *
     * @return the way out, as a sentence
     */
    public String action() {
        return action;
    }
}
