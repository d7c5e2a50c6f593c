package io.featureflags.benchmarks.call;

import io.featureflags.benchmarks.InMemoryApplication;

/** The aspect of common tutorials. */
public class CallTutorial extends GreetingCalls {

    /** Creates the beans to call. */
    public CallTutorial() {
        super(TutorialAspect.around(new InMemoryApplication(VALUES).flags()));
    }
}
