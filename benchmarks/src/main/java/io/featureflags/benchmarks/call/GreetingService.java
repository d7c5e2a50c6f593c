package io.featureflags.benchmarks.call;

/** The method of all contenders. */
public interface GreetingService {

    /** The answer of the new code. */
    String NEW = "Hi";

    /** The answer of the legacy code. */
    String LEGACY = "Good day";

    /**
     * Greets.
     *
     * @param name the name of the person
     * @return one of the two answers
     */
    String greet(String name);
}
