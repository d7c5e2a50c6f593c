package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.Application;

/** The aspect of common tutorials. */
public class CallTutorial extends GreetingCalls {

    /** Makes what is called. */
    public CallTutorial() {
        super(TutorialAspect.around(new Application(VALUES).flags()));
    }
}
