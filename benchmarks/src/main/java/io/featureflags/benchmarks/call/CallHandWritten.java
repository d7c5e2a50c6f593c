package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** No proxy: an if, written by hand. */
public class CallHandWritten extends GreetingCalls {

    /** Creates the beans to call. */
    public CallHandWritten() {
        super(HandWrittenGreeting.of(new InMemoryApplication(VALUES).flags()));
    }
}
