package io.featureflags.benchmarks.load;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.integrations.TestData;
import com.launchdarkly.sdk.server.subsystems.ComponentConfigurer;
import com.launchdarkly.sdk.server.subsystems.EventProcessor;
import io.featureflags.benchmarks.LaunchDarkly;
import java.io.IOException;

/** LaunchDarkly with its flags in memory, changed as its data source changes them. */
public class ChangingLaunchDarkly extends ChangingFlags {

    private final String[] names = names();

    private final LDContext user = LDContext.create("user_12345");

    private final TestData flags = TestData.dataSource();

    private final LDClient client;

    /** Creates the client. */
    public ChangingLaunchDarkly() {
        this(Components.noEvents());
    }

    ChangingLaunchDarkly(ComponentConfigurer<EventProcessor> events) {
        for (String name : names) {
            flags.update(flags.flag(name).on(false));
        }
        client = LaunchDarkly.client(flags, events);
    }

    LDClient client() {
        return client;
    }

    @Override
    boolean isOn(int flag) {
        return client.boolVariation(names[flag], user, false);
    }

    @Override
    void set(int flag, boolean on) {
        flags.update(flags.flag(names[flag]).on(on));
    }

    @Override
    void stop() throws IOException {
        client.close();
    }
}
