package io.featureflags.benchmarks.sync;

/** A contender with its flags in memory, without flags at first. */
interface FlagHolder extends AutoCloseable {

    /**
     * Adds further flags that are on, and checks each of them. Only this contender keeps references to their names.
     *
     * @param from the number of the first flag; those before are already added
     * @param to the number after the last flag
     */
    void learn(int from, int to);

    /**
     * Returns how long the used heap must stay the same until the effects of {@link #learn} are over.
     *
     * @return the time, in milliseconds; 0 by default, for contenders without work in the background
     */
    default long quietMillis() {
        return 0;
    }

    @Override
    void close();
}
