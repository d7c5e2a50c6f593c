package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** Ours woven into the code of the beans, without a proxy. */
public class CallToggledWoven extends GreetingCalls {

    /** Creates the beans to call. */
    public CallToggledWoven() {
        super(ToggledGreetings.of(new InMemoryApplication(VALUES, true, WovenGreetings.class)));
    }
}
