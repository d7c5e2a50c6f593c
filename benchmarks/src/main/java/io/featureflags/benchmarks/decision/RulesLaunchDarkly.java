package io.featureflags.benchmarks.decision;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.LDValue;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.integrations.TestData;
import io.featureflags.benchmarks.LaunchDarkly;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.TearDown;

/** LaunchDarkly: a flag of 20 rules, each of which compares an attribute with two texts. */
public class RulesLaunchDarkly extends TenantChecks {

    private final LDContext[] users = users(RulesLaunchDarkly::context, LDContext[]::new);

    private final LDClient client = LaunchDarkly.client(flags());

    /** Creates the client. */
    public RulesLaunchDarkly() {}

    private static LDContext context(String user, String country, String app, String tenant) {
        return LDContext.builder(user)
                .set("country", country)
                .set("app", app)
                .set("tenant", tenant)
                .build();
    }

    private static TestData flags() {
        TestData flags = TestData.dataSource();
        TestData.FlagBuilder flag = flags.flag(FLAG).booleanFlag().on(true).fallthroughVariation(false);
        for (LDValue[] tenants : rules(RulesLaunchDarkly::values)) {
            flag.ifMatch("tenant", tenants).thenReturn(true);
        }
        return flags.update(flag);
    }

    private static LDValue[] values(List<String> tenants) {
        return tenants.stream().map(LDValue::of).toArray(LDValue[]::new);
    }

    @Override
    boolean isOn(int number) {
        return client.boolVariation(FLAG, users[number], false);
    }

    /**
     * Closes the client.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void stop() throws IOException {
        client.close();
    }
}
