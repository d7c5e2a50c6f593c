package io.featureflags.benchmarks.sync;

/** A contender that has flags in memory. It has none at first. */
interface FlagHolder extends AutoCloseable {

    /** Makes it know that many flags that are on, whose names it alone keeps, and asks for each of them. */
    void learn(int flags);

    @Override
    void close();
}
