package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.UnleashSetUp;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.TearDown;

/** Unleash, without its events: 20 strategies, each of which compares a property with two texts. */
public class RulesUnleash extends TenantChecks {

    private final UnleashContext[] users = users(RulesUnleash::context, UnleashContext[]::new);

    private final Unleash client = UnleashSetUp.withoutEvents(Stream.of(
            UnleashSetUp.feature(FLAG, true, rules(tenants -> """
                            {"name": "default",
                             "constraints": [{"contextName": "tenant", "operator": "IN", "values": %s}]}
                            """.formatted(json(tenants))).stream())));

    /** Creates the client. */
    public RulesUnleash() {}

    private static UnleashContext context(String user, String country, String app, String tenant) {
        return UnleashContext.builder()
                .userId(user)
                .addProperty("country", country)
                .addProperty("app", app)
                .addProperty("tenant", tenant)
                .build();
    }

    @Override
    boolean isOn(int number) {
        return client.isEnabled(FLAG, users[number]);
    }

    /** Closes the client. */
    @TearDown
    public void stop() {
        client.shutdown();
    }
}
