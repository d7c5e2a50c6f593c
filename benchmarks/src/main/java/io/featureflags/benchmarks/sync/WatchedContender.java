package io.featureflags.benchmarks.sync;

import java.util.List;

/** A contender with its flags in Redis. */
interface WatchedContender extends AutoCloseable {

    /** Returns the Redis command that sets a flag. */
    List<String> command(String flag, boolean on);

    /** Starts the contender, after all flags were set in Redis. */
    void start(int redisPort, int flags);

    boolean isOn(String flag);

    @Override
    void close();
}
