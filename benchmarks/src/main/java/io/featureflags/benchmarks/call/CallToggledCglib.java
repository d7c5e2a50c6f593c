package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** Ours behind class proxies, the default. */
public class CallToggledCglib extends GreetingCalls {

    /** Makes what is called. */
    public CallToggledCglib() {
        super(Greetings.of(new Application(VALUES, true, Greetings.class)));
    }
}
