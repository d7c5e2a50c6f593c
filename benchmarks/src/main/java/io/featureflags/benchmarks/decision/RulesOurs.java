package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import java.util.Map;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Ours: a flag of 20 rules, each of which compares an attribute with two texts. */
public class RulesOurs extends TenantChecks {

    private final EvaluationContext[] users = users(RulesOurs::context, EvaluationContext[]::new);

    private final InMemoryApplication application = new InMemoryApplication(Map.of(
            FLAG, "{\"rules\": [" + String.join(",", rules(tenants -> """
                            {"if": [{"attribute": "tenant", "operator": "in", "values": %s}]}
                            """.formatted(json(tenants)))) + "]}"));

    private final FeatureFlags flags = application.flags();

    /** Starts the application. */
    public RulesOurs() {}

    static EvaluationContext context(String user, String country, String app, String tenant) {
        return EvaluationContext.of(user)
                .with("country", country)
                .with("app", app)
                .with("tenant", tenant);
    }

    @Override
    boolean isOn(int number) {
        return flags.isEnabled(FLAG, users[number]);
    }

    /** Checks that the last rule decides. */
    @Setup
    public void checkRule() {
        String detail = String.valueOf(flags.evaluate(FLAG, users[0]).detail());
        if (!detail.contains("rule " + RULES)) {
            throw new IllegalStateException("The last rule does not decide: " + detail);
        }
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }
}
