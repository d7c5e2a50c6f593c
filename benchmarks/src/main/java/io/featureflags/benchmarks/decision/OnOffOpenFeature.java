package io.featureflags.benchmarks.decision;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** OpenFeature with its provider in memory, without a context, which it would have to merge. */
@State(Scope.Benchmark)
public class OnOffOpenFeature {

    private final String[] names = OnOffFlag.names();

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    private final Client client = api.getClient();

    /** Sets the provider and checks every answer, with the opposite answer as the default. */
    @Setup
    public void check() {
        Map<String, Flag<?>> flags = new HashMap<>();
        for (OnOffFlag flag : OnOffFlag.values()) {
            flags.put(
                    flag.name(),
                    Flag.<Boolean>builder()
                            .variant("on", true)
                            .variant("off", false)
                            .defaultVariant(flag.isOn() ? "on" : "off")
                            .build());
        }
        api.setProviderAndWait(new InMemoryProvider(flags));
        OnOffFlag.check(flag -> client.getBooleanValue(flag.name(), !flag.isOn()));
    }

    /** Shuts down the provider. */
    @TearDown
    public void stop() {
        api.shutdown();
    }

    /**
     * Checks as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean getBooleanValue(Steps steps) {
        return client.getBooleanValue(names[steps.next(names.length)], false);
    }
}
