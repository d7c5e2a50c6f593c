package io.featureflags.benchmarks.decision;

/** The same with the meters and observations of Actuator, as they are by default. */
public class ApplicationOursMetered extends ApplicationChecksOfOurs {

    /** Starts the application. */
    public ApplicationOursMetered() {
        super(WholeApplication.withMeters());
    }

    @Override
    String name(OnOffFlag flag) {
        return flag.name();
    }
}
