package io.featureflags.benchmarks.load;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.Map;

/** OpenFeature with its provider in memory, which is notified of the changes. */
public class ChangingOpenFeature extends ChangingFlags {

    private final String[] names = names();

    private final InMemoryProvider provider = new InMemoryProvider(Map.of());

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    private final Client client = api.getClient();

    /** Sets the provider. */
    public ChangingOpenFeature() {
        this(new Hook<?>[0]);
    }

    ChangingOpenFeature(Hook<?>... hooks) {
        api.setProviderAndWait(provider);
        client.addHooks(hooks);
    }

    @Override
    boolean isOn(int flag) {
        return client.getBooleanValue(names[flag], false);
    }

    @Override
    void set(int flag, boolean on) {
        provider.updateFlag(
                names[flag],
                Flag.<Boolean>builder()
                        .variant("on", true)
                        .variant("off", false)
                        .defaultVariant(on ? "on" : "off")
                        .build());
    }

    @Override
    void stop() {
        api.shutdown();
    }
}
