package io.featureflags.benchmarks.load;

import dev.openfeature.sdk.BooleanHook;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.HookContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ChangingOpenFeature} with a hook that counts the answers, because OpenFeature leaves meters to hooks. */
public class MeteredOpenFeature extends ChangingOpenFeature {

    private final CountingHook hook;

    /** Adds the hook. */
    public MeteredOpenFeature() {
        this(new CountingHook());
    }

    private MeteredOpenFeature(CountingHook hook) {
        super(hook);
        this.hook = hook;
    }

    @Override
    void checkMore() {
        if (hook.counters.size() != names().length * 2) {
            throw new IllegalStateException("There are only the counters " + hook.counters.keySet());
        }
    }

    /** Keeps counters by flag and answer, because a look-up in the registry costs more. */
    private static final class CountingHook implements BooleanHook {

        private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

        private final Map<CounterKey, Counter> counters = new ConcurrentHashMap<>();

        @Override
        public void after(HookContext<Boolean> ctx, FlagEvaluationDetails<Boolean> details, Map<String, Object> hints) {
            counters.computeIfAbsent(new CounterKey(ctx.getFlagKey(), details.getValue()), this::counter)
                    .increment();
        }

        private Counter counter(CounterKey answer) {
            return registry.counter(
                    "evaluations", "flag", answer.flag(), "enabled", Boolean.toString(answer.enabled()));
        }
    }

    private record CounterKey(String flag, boolean enabled) {}
}
