package io.featureflags.benchmarks.call;

/** What all contenders do. */
public interface Greeting {

    /** What the new code answers. */
    String NEW = "Hi";

    /** What the legacy code answers. */
    String LEGACY = "Good day";

    /**
     * Greets.
     *
     * @param name whom
     * @return one of the two answers
     */
    String greet(String name);
}
