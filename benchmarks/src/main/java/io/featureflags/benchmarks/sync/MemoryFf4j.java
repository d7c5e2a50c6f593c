package io.featureflags.benchmarks.sync;

import org.ff4j.FF4j;

/** FF4J with its features in memory, which needs no cache. */
final class MemoryFf4j implements FlagHolder {

    private final FF4j ff4j = new FF4j();

    @Override
    public void learn(int from, int to) {
        for (int number = from; number < to; number++) {
            String name = MeasuredRedis.flag(number);
            ff4j.createFeature(name, true);
            Answers.requireOn(ff4j.check(name));
        }
    }

    @Override
    public void close() {}
}
