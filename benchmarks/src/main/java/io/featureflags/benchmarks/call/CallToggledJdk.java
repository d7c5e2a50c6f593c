package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** Ours behind proxies of the interface. */
public class CallToggledJdk extends GreetingCalls {

    /** Creates the beans to call. */
    public CallToggledJdk() {
        super(ToggledGreetings.of(new InMemoryApplication(VALUES, false, ToggledGreetings.class)));
    }
}
