package io.featureflags.benchmarks.sync;

import java.util.List;

/** A contender whose flags are in Redis. */
interface Watched extends AutoCloseable {

    /** The command of Redis that gives a flag a value. */
    List<String> command(String flag, boolean on);

    /** Starts it, once all flags are in Redis. */
    void start(int redisPort, int flags);

    boolean isOn(String flag);

    @Override
    void close();
}
