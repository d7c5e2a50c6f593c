package io.featureflags.benchmarks.call;

/** The {@code @Flip} of FF4J, with its features in memory. */
public class CallFf4j extends GreetingCalls {

    /** Makes what is called. */
    public CallFf4j() {
        super(Ff4jGreetings.of(VALUES));
    }
}
