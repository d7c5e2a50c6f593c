package io.featureflags.benchmarks.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ours as the starter sets it up. Redis notifies it of changes by client tracking. */
final class PropagationOurs implements WatchedContender {

    private @Nullable Instances instances;

    @Override
    public List<String> command(String flag, boolean on) {
        return List.of("SET", MeasuredRedis.key(flag), Boolean.toString(on));
    }

    @Override
    public void start(int redisPort, int flags) {
        instances = Instances.start(redisPort, Options.parse(), 1);
        instances.learn(flags);
    }

    @Override
    public boolean isOn(String flag) {
        return instances != null && instances.flags(0).isEnabled(flag);
    }

    @Override
    public void close() {
        if (instances != null) {
            instances.close();
        }
    }
}
