package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** Ours woven into the code of the beans, without a proxy. */
public class CallToggledWoven extends GreetingCalls {

    /** Makes what is called. */
    public CallToggledWoven() {
        super(Greetings.of(new Application(VALUES, true, WovenGreetings.class)));
    }
}
