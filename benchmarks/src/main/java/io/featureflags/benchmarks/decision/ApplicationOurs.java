package io.featureflags.benchmarks.decision;

/** Ours without meters: the flags of toggled methods, in a web application with Actuator and a real Redis. */
public class ApplicationOurs extends ApplicationChecksOfOurs {

    /** Starts the application. */
    public ApplicationOurs() {
        super(WholeApplication.withoutMeters());
    }

    @Override
    String name(OnOffFlag flag) {
        return flag.name();
    }
}
