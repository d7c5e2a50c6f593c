package io.featureflags.benchmarks.decision;

import com.flagsmith.FlagsmithClient;
import com.flagsmith.exceptions.FlagsmithClientError;
import io.featureflags.benchmarks.FlagsmithSetUp;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.TearDown;

/** Flagsmith: a segment of 20 conditions, each of which compares a trait with two texts. */
public class RulesFlagsmith extends TenantChecks {

    private final TenantUser[] users = users(TenantUser::of, TenantUser[]::new);

    private final FlagsmithClient client = FlagsmithSetUp.client(
            Stream.of(FlagsmithSetUp.state(1, FLAG, false)),
            FlagsmithSetUp.segment(
                    FlagsmithSetUp.state(1, FLAG, true),
                    rules(tenants -> """
                            {"operator": "IN", "property_": "tenant", "value": "%s"}
                            """.formatted(String.join(",", tenants))).stream()));

    /** Creates the client. */
    public RulesFlagsmith() {}

    @Override
    boolean isOn(int number) {
        TenantUser user = users[number];
        try {
            return client.getIdentityFlags(user.user, user.traits).isFeatureEnabled(FLAG);
        } catch (FlagsmithClientError ex) {
            throw new IllegalStateException(ex);
        }
    }

    /** Closes the client. */
    @TearDown
    public void stop() {
        client.close();
    }

    private record TenantUser(String user, Map<String, Object> traits) {

        private static TenantUser of(String user, String country, String app, String tenant) {
            return new TenantUser(user, Map.of("country", country, "app", app, "tenant", tenant));
        }
    }
}
