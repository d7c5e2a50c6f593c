package io.featureflags.benchmarks.call;

/** The {@code @Flip} of FF4J, with its features in memory. */
public class CallFf4j extends GreetingCalls {

    /** Creates the beans to call. */
    public CallFf4j() {
        super(Ff4jGreetings.of(VALUES));
    }
}
