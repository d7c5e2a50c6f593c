package io.featureflags.benchmarks.sync;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.HashMap;
import java.util.Map;

/** OpenFeature with its provider in memory, each flag with two variants. */
final class MemoryOpenFeature implements FlagHolder {

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    private final Client client = api.getClient();

    private final InMemoryProvider provider = new InMemoryProvider(Map.of());

    MemoryOpenFeature() {
        api.setProviderAndWait(provider);
    }

    @Override
    public void learn(int from, int to) {
        Map<String, Flag<?>> all = new HashMap<>();
        for (int number = from; number < to; number++) {
            all.put(
                    MeasuredRedis.flag(number),
                    Flag.<Boolean>builder()
                            .variant("on", true)
                            .variant("off", false)
                            .defaultVariant("on")
                            .build());
        }
        provider.updateFlags(all);
        all.keySet().forEach(name -> Answers.requireOn(client.getBooleanValue(name, false)));
    }

    @Override
    public void close() {
        api.shutdown();
    }
}
