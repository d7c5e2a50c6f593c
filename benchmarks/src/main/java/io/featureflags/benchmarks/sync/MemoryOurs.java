package io.featureflags.benchmarks.sync;

/**
 * Ours with its flags in a real Redis, which it follows: an application of the starter and nothing else. All flags are
 * {@code true} there. Not counted are an entry in application.yml, annotated methods, and memory outside the heap.
 */
final class MemoryOurs implements FlagHolder {

    private final MeasuredRedis redis = new MeasuredRedis();

    private final Instances instances = Instances.start(redis, Options.parse(), 1);

    @Override
    public void learn(int from, int to) {
        redis.fill(from, to);
        instances.learn(from, to);
    }

    /** Changes are recorded in the background: the connection is kept for a second, its thread for another second. */
    @Override
    public long quietMillis() {
        return 2_000;
    }

    @Override
    public void close() {
        instances.close();
        redis.close();
    }
}
