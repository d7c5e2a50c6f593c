package io.featureflags.benchmarks.decision;

/** {@link ApplicationOurs} with flags that only Redis has: neither code nor {@code application.yml} mentions them. */
public class ApplicationOursInRedis extends ApplicationChecksOfOurs {

    /** Starts the application. */
    public ApplicationOursInRedis() {
        super(WholeApplication.withoutMeters());
    }

    @Override
    String name(OnOffFlag flag) {
        return WholeApplication.onlyInRedis(flag).intern(); // As a literal in code.
    }
}
