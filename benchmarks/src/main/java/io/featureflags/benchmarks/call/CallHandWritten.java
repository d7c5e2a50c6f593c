package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** No proxy: an if, written by hand. */
public class CallHandWritten extends GreetingCalls {

    /** Makes what is called. */
    public CallHandWritten() {
        super(HandWritten.of(new Application(VALUES).flags()));
    }
}
