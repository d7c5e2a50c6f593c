package io.featureflags.benchmarks.sync;

/** A contender that has flags in memory. It has none at first. */
interface FlagHolder extends AutoCloseable {

    /**
     * Makes it know further flags that are on, whose names it alone keeps, and asks for each of them.
     *
     * @param from the number of the first; those before are known
     * @param to the number behind the last
     */
    void learn(int from, int to);

    /** How long after learning there may still be something that is used for it, in milliseconds. The default is 0. */
    default long restMillis() {
        return 0;
    }

    @Override
    void close();
}
