package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** Ours behind proxies of the interface. */
public class CallToggledJdk extends GreetingCalls {

    /** Makes what is called. */
    public CallToggledJdk() {
        super(Greetings.of(new Application(VALUES, false, Greetings.class)));
    }
}
