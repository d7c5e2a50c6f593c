package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** Ours behind class proxies, the default. */
public class CallToggledCglib extends GreetingCalls {

    /** Creates the beans to call. */
    public CallToggledCglib() {
        super(ToggledGreetings.of(new InMemoryApplication(VALUES, true, ToggledGreetings.class)));
    }
}
