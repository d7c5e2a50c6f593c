package io.featureflags.benchmarks.sync;

/** A contender that has flags in memory. It has none at first. */
interface FlagHolder extends AutoCloseable {

    /**
     * Adds further flags that are on, whose names it alone keeps, and checks each of them.
     *
     * @param from the number of the first; those before are known
     * @param to the number behind the last
     */
    void learn(int from, int to);

    /**
     * How long its memory must stay the same until what learning has brought about is over.
     *
     * @return the time, in milliseconds; 0, which is the default, where nothing goes on behind {@link #learn}
     */
    default long quietMillis() {
        return 0;
    }

    @Override
    void close();
}
