package io.featureflags.benchmarks.decision;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.TearDown;

/** OpenFeature, whose provider in memory has code instead of rules: here a loop over 20 sets of two texts. */
public class RulesOpenFeature extends TenantChecks {

    private final EvaluationContext[] users = users(RulesOpenFeature::context, EvaluationContext[]::new);

    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();

    private final Client client = api.getClient();

    /** Sets the provider. */
    public RulesOpenFeature() {
        List<Set<String>> rules = rules(Set::copyOf);
        Flag<Boolean> flag = Flag.<Boolean>builder()
                .variant("on", true)
                .variant("off", false)
                .defaultVariant("off")
                .contextEvaluator((unused, context) ->
                        matches(rules, context.getValue("tenant").asString()))
                .build();
        api.setProviderAndWait(new InMemoryProvider(Map.of(FLAG, flag)));
    }

    private static EvaluationContext context(String user, String country, String app, String tenant) {
        return new ImmutableContext(
                user, Map.of("country", new Value(country), "app", new Value(app), "tenant", new Value(tenant)));
    }

    private static boolean matches(List<Set<String>> rules, String tenant) {
        for (Set<String> rule : rules) {
            if (rule.contains(tenant)) {
                return true;
            }
        }
        return false;
    }

    @Override
    boolean isOn(int number) {
        return client.getBooleanValue(FLAG, false, users[number]);
    }

    /** Shuts down the provider. */
    @TearDown
    public void stop() {
        api.shutdown();
    }
}
