package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import java.util.Map;
import org.openjdk.jmh.annotations.TearDown;

/** Ours: one rule that compares an attribute with 40 texts. */
public class OneListOurs extends TenantChecks {

    private final EvaluationContext[] users = users(RulesOurs::context, EvaluationContext[]::new);

    private final InMemoryApplication application =
            new InMemoryApplication(Map.of(FLAG, """
                    {"rules": [{"if": [{"attribute": "tenant", "operator": "in", "values": %s}]}]}
                    """.formatted(json(tenants()))));

    private final FeatureFlags flags = application.flags();

    /** Starts the application. */
    public OneListOurs() {}

    @Override
    boolean isOn(int number) {
        return flags.isEnabled(FLAG, users[number]);
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }
}
