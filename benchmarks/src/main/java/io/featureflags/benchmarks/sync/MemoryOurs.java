package io.featureflags.benchmarks.sync;

/**
 * Ours with its flags in a real Redis, which it follows: an application of the starter and nothing else. All flags are
 * {@code true} there. Not counted are an entry in application.yml, annotated methods, and memory outside of the heap.
 */
final class MemoryOurs implements FlagHolder {

    private static final int REST_MILLIS = 500;

    private final MeasuredRedis redis = new MeasuredRedis();

    private final Instances instances;

    MemoryOurs() {
        instances = Instances.start(redis, Options.parse(), 1);
        Waiting.pass(REST_MILLIS); // What the start has brought about is over then.
    }

    @Override
    public void learn(int flags) {
        redis.fill(flags);
        instances.learn(flags);
        Waiting.pass(REST_MILLIS);
    }

    @Override
    public void close() {
        instances.close();
        redis.close();
    }
}
